import {
  type LockedPackage,
  normalizeName,
  parseMetadata,
  parseRecord,
  readRequirements,
} from '@custody/python';
import type { Component } from '../../bill/types.ts';
import { projectComponent } from '../../wheel/project/component.ts';
import { isVendorList } from '../keep.ts';
import { importNamesOf } from './import-names.ts';
import type { VendorRoot } from './roots.ts';

/** Something that says of itself, or of which a list says, that it lies in a vendor directory. */
export type Listed = {
  readonly locked: LockedPackage;
  /** Normalised names of what should lie there. */
  readonly modules: readonly string[];
  /** Where this is said: `_vendor/vendor.txt, line 3`. */
  readonly where: string;
  /** Exactly these paths, where its own RECORD tells them, each with the SHA-256 that it should have. */
  readonly recorded?: ReadonlyMap<string, string | undefined>;
  /** What its own METADATA says. */
  readonly described?: Component;
};

export type ListedReading = { readonly listed: readonly Listed[]; readonly notes: readonly string[] };

const fromLists = (root: VendorRoot, notes: string[]): readonly Listed[] =>
  [...root.children.values()].flatMap(({ name, directory, files }) => {
    const content = files[0]?.content;
    if (directory || !isVendorList(name)) return [];
    const list = `${root.path}/${name}`;
    if (content === undefined) {
      notes.push(`${list} was not read: it is too large`);
      return [];
    }
    const { packages, problems } = readRequirements(content);
    for (const { line, message } of problems) notes.push(`${list}:${line ?? 1}: ${message}`);
    return packages.map(
      (locked): Listed => ({
        locked,
        modules: importNamesOf(locked.name),
        where: `${list}, line ${locked.line ?? 1}`,
      }),
    );
  });

const DIST_INFO = /^(.+?)-(.+)\.dist-info$/;

/** What RECORD lists, from the top of the tree; scripts beside the environment and bytecode are not vendored. */
const recordedIn = (record: Uint8Array, root: string): ReadonlyMap<string, string | undefined> =>
  new Map(
    parseRecord(record)
      .rows.filter(({ path }) => !path.endsWith('.pyc') && !path.split('/').includes('..'))
      .map(({ path, hash }) => [
        `${root}/${path}`,
        hash?.algorithm === 'sha256' && hash.digest !== undefined
          ? Buffer.from(hash.digest).toString('hex')
          : undefined,
      ]),
  );

/** Vendored code that kept its dist-info, as `pip install --target` leaves it. */
const fromDistInfo = (root: VendorRoot, notes: string[]): readonly Listed[] =>
  [...root.children.values()].flatMap(({ name, directory, files }) => {
    if (!directory || !DIST_INFO.test(name)) return [];
    const contentOf = (base: string): Uint8Array | undefined =>
      files.find(({ path }) => path === `${root.path}/${name}/${base}`)?.content;
    const metadata = contentOf('METADATA');
    const described = metadata === undefined ? undefined : projectComponent(parseMetadata(metadata).metadata);
    if (described?.version === undefined) {
      notes.push(`${root.path}/${name} has no METADATA that names a release`);
      return [];
    }
    const record = contentOf('RECORD');
    return [
      {
        locked: { name: described.name, version: described.version, source: { kind: 'index' }, files: [] },
        modules: importNamesOf(described.name),
        where: `${root.path}/${name}/METADATA`,
        ...(record === undefined ? {} : { recorded: recordedIn(record, root.path) }),
        described,
      } satisfies Listed,
    ];
  });

/** Everything that is said to lie in a vendor directory: its own metadata first, then lists; each project once. */
export const listedIn = (root: VendorRoot): ListedReading => {
  const notes: string[] = [];
  const byName = new Map<string, Listed>();
  for (const listed of [...fromDistInfo(root, notes), ...fromLists(root, notes)]) {
    const name = normalizeName(listed.locked.name);
    const before = byName.get(name);
    if (before === undefined) byName.set(name, listed);
    else if (before.locked.version !== listed.locked.version)
      notes.push(
        `${listed.where} says ${listed.locked.name} ${listed.locked.version ?? 'of any version'}, but ${before.where} says ${before.locked.version ?? 'any version'}: the latter was taken`,
      );
  }
  return { listed: [...byName.values()], notes };
};
