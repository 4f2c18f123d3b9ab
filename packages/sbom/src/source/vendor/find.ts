import { normalizeName } from '@custody/python';
import type { Component, Property } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';
import { lockedComponent } from '../../lock/component.ts';
import { licenceFiles } from '../licence-files.ts';
import type { Part, Parts } from '../part.ts';
import type { SourceFile } from '../types.ts';
import { type Listed, listedIn } from './listed.ts';
import { type VendorChild, type VendorRoot, vendorRoots } from './roots.ts';

/** A list is a declaration, not evidence from the bytes; metadata that came along with the code is a better one. */
const CONFIDENCE = { list: 0.7, metadata: 0.9 } as const;

/** Directories beside vendored code that hold no code. */
const NO_CODE = new Set(['license', 'licenses', 'patches', 'tasks']);

/** `six.py`, `six.pyi`, `six.LICENSE` and a directory `six` are all called `six`. */
const stemOf = ({ name, directory }: VendorChild): string =>
  normalizeName(directory ? name : name.replace(/(?:\.pyi?|\.LICEN[CS]E(?:\.txt)?)$/i, ''));

const withProperties = (component: Component, properties: readonly Property[]): Component =>
  compact({ ...component, properties: filled([...(component.properties ?? []), ...properties]) });

const property = (name: string, value: string): Property => ({ name: `custody:source:${name}`, value });

const pathsOf = (children: readonly VendorChild[]): readonly string[] =>
  children.flatMap(({ files }) => files.map(({ path }) => path));

/** Paths told for one part. */
const MOST = 50;

/** What installers write, and those who vendor mostly drop. */
const isInstallerFile = (path: string): boolean =>
  /\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)$/.test(path);

const some = (items: readonly string[]): string =>
  items.length <= 3 ? items.join(', ') : `${items.slice(0, 3).join(', ')} and ${items.length - 3} more`;

/** What is here of something listed. */
type Here = {
  readonly paths: readonly string[];
  readonly locations: readonly string[];
  /** Modules or recorded files that should be here and are not. */
  readonly absent: readonly string[];
  /** Files whose content is not what came along with them says. */
  readonly patched: readonly string[];
};

const listedPart = (root: VendorRoot, { locked, described, where }: Listed, here: Here): Part => {
  const base = described ?? lockedComponent(locked);
  const confidence = described === undefined ? CONFIDENCE.list : CONFIDENCE.metadata;
  const component: Component = {
    ...base,
    ref: `vendored:${root.path}/${normalizeName(locked.name)}`,
    evidence: {
      identity: [
        {
          field: 'purl',
          confidence,
          methods: [{ technique: 'manifest-analysis', confidence, value: where }],
        },
      ],
      occurrences: here.locations.map((location) => ({ location })),
    },
  };
  const absent = here.absent.slice(0, MOST).map((name) => property('absent', name));
  const patched = here.patched.slice(0, MOST).map((path) => property('patched', path));
  return {
    component: withProperties(component, [...absent, ...patched, ...licenceFiles(here.paths)]),
    paths: here.paths,
    standing: absent.length > 0 ? 'partial' : 'whole',
  };
};

const unlistedPart = (root: VendorRoot, child: VendorChild): Part => {
  const location = `${root.path}/${child.name}`;
  const paths = pathsOf([child]);
  return {
    component: withProperties(
      {
        ref: `vendored:${location}`,
        type: 'library',
        name: child.name,
        evidence: {
          identity: [
            {
              field: 'name',
              confidence: 0.3,
              methods: [{ technique: 'filename', confidence: 0.3, value: location }],
            },
          ],
          occurrences: [{ location }],
        },
      },
      licenceFiles(paths),
    ),
    paths,
    standing: 'unknown',
  };
};

/** Whatever of a vendor directory is not yet known to belong to something listed. */
const createShelf = (root: VendorRoot) => {
  const all = new Map(
    [...root.children.values()].flatMap(({ files }) =>
      files.map(({ path, sha256 }) => [path, sha256] as const),
    ),
  );
  const free = new Set(all.keys());
  const byStem = new Map<string, VendorChild[]>();
  for (const child of root.children.values()) {
    const stem = stemOf(child);
    const list = byStem.get(stem) ?? [];
    list.push(child);
    byStem.set(stem, list);
  }
  const locationOf = (path: string): string =>
    `${root.path}/${path.slice(root.path.length + 1).split('/', 1)[0] ?? ''}`;
  const take = (listed: Listed): Here => {
    const children = listed.modules.flatMap((name) => byStem.get(name) ?? []);
    const paths = [...(listed.recorded?.keys() ?? pathsOf(children))].filter((path) => free.delete(path));
    const code = paths.map(locationOf).filter((path) => !path.endsWith('.dist-info'));
    return {
      paths,
      locations: [...new Set(code)].filter((path) => !/\.(?:pyi|LICEN[CS]E)$/.test(path)),
      absent:
        listed.recorded === undefined
          ? listed.modules.filter((name) => !byStem.has(name))
          : [...listed.recorded.keys()].filter((path) => !all.has(path) && !isInstallerFile(path)),
      patched: paths.filter((path) => {
        const sha256 = listed.recorded?.get(path);
        return sha256 !== undefined && sha256 !== all.get(path);
      }),
    };
  };
  return { take, isFree: (path: string): boolean => free.has(path) };
};

const partsOfRoot = (root: VendorRoot): Parts => {
  const { listed, notes: read } = listedIn(root);
  const notes = [...read];
  const parts: Part[] = [];
  const shelf = createShelf(root);
  for (const one of listed) {
    const here = shelf.take(one);
    const said = `${one.locked.name} ${one.locked.version ?? 'without version'}`;
    if (here.locations.length === 0) {
      notes.push(`${one.where} names ${said}, but nothing of it is in ${root.path}: it was left out`);
      continue;
    }
    const part = listedPart(root, one, here);
    if (part.standing === 'partial')
      notes.push(`of ${said} (${one.where}) only a part is in ${root.path}; not there: ${some(here.absent)}`);
    if (here.patched.length > 0)
      notes.push(`${said} was patched (${one.where}): ${some(here.patched)} is not what its RECORD says`);
    parts.push(part);
  }
  for (const child of root.children.values()) {
    const files = child.files.filter(({ path }) => shelf.isFree(path));
    if (!child.directory || files.length === 0 || NO_CODE.has(child.name.toLowerCase())) continue;
    if (child.name.endsWith('.dist-info')) continue;
    parts.push(unlistedPart(root, { ...child, files }));
    notes.push(
      `${root.path}/${child.name} looks like code of others, but no list names it: its version is not known. Add it to a list in ${root.path}, or declare it`,
    );
  }
  return { parts, notes };
};

/**
 * Finds the code of others in a tree: what lies in vendor directories, named by `vendor.txt`-like lists or by the dist-info that
 * came along. A directory that nothing names is a part of unknown version; a list's entry of which nothing is there is told, not
 * taken in: what was dropped must raise no alarm.
 */
export const vendoredParts = (files: readonly SourceFile[]): Parts => {
  const found = vendorRoots(files).map(partsOfRoot);
  return { parts: found.flatMap(({ parts }) => parts), notes: found.flatMap(({ notes }) => notes) };
};
