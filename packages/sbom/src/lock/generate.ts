import { createHash } from 'node:crypto';
import {
  canonicalVersion,
  isValidName,
  type LockedPackage,
  type LockProblem,
  normalizeName,
  readLock,
} from '@custody/python';
import { orderBill } from '../bill/order.ts';
import type { Component, Composition, Dependency } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { pypiPurl } from '../purl/index.ts';
import { attachLoose } from '../wheel/attach.ts';
import { type GenerateOptions, type Generation, ownMetadata } from '../wheel/generate.ts';
import { serialNumber } from '../write/serial-number.ts';
import { lockedComponent } from './component.ts';

export type GenerateLockOptions = GenerateOptions & {
  /** What the lock is the lock of; else the document describes the lock file itself. */
  readonly name?: string;
  readonly version?: string;
};

type Placed = { readonly locked: LockedPackage; readonly component: Component };

const rootOf = (bytes: Uint8Array, fileName: string, options: GenerateLockOptions): Component => {
  if (options.name === undefined)
    return {
      ref: `lock:${fileName}`,
      type: 'file',
      name: fileName,
      hashes: [{ algorithm: 'SHA-256', value: createHash('sha256').update(bytes).digest('hex') }],
    };
  const version =
    options.version === undefined ? undefined : (canonicalVersion(options.version) ?? options.version);
  const purl = isValidName(options.name) ? pypiPurl(options.name, version) : undefined;
  return compact({
    ref: `root:${purl ?? options.name}`,
    type: 'application' as const,
    name: options.name,
    version,
    purl,
  });
};

const sameFiles = (one: Component, other: Component): Component => {
  const references = new Map(
    [...(one.externalReferences ?? []), ...(other.externalReferences ?? [])].map((item) => [
      JSON.stringify(item),
      item,
    ]),
  );
  const properties = new Map(
    [...(one.properties ?? []), ...(other.properties ?? [])].map((item) => [JSON.stringify(item), item]),
  );
  const equal = JSON.stringify(one.hashes) === JSON.stringify(other.hashes);
  return compact({
    ...one,
    hashes: equal ? one.hashes : undefined,
    externalReferences: filled([...references.values()]),
    properties: filled([...properties.values()]),
  });
};

/** Each package once: a lock may name it under several markers. */
const place = (packages: readonly LockedPackage[]): readonly Placed[] => {
  const placed = new Map<string, Placed>();
  for (const locked of packages) {
    const component = lockedComponent(locked);
    const before = placed.get(component.ref);
    placed.set(
      component.ref,
      before === undefined
        ? { locked, component }
        : {
            locked: { ...locked, ...both(before.locked, locked) },
            component: sameFiles(before.component, component),
          },
    );
  }
  return [...placed.values()];
};

const both = (one: LockedPackage, other: LockedPackage): Pick<LockedPackage, 'needs'> =>
  one.needs === undefined && other.needs === undefined
    ? {}
    : { needs: [...(one.needs ?? []), ...(other.needs ?? [])] };

/** Who needs whom: an edge only to what the lock has; without version, to every version that it has. */
const edgesOf = (
  placed: readonly Placed[],
  missing: (from: string, to: string) => void,
): readonly Dependency[] => {
  const byName = new Map<string, Placed[]>();
  for (const one of placed) {
    const name = normalizeName(one.locked.name);
    const list = byName.get(name) ?? [];
    list.push(one);
    byName.set(name, list);
  }
  return placed.flatMap(({ locked, component }) => {
    if (locked.needs === undefined) return [];
    const dependsOn = locked.needs.flatMap(({ name, version }) => {
      const found = (byName.get(normalizeName(name)) ?? []).filter(
        (one) => version === undefined || one.locked.version === version,
      );
      if (found.length === 0) missing(locked.name, name);
      return found.map((one) => one.component.ref).filter((ref) => ref !== component.ref);
    });
    return [{ ref: component.ref, dependsOn }];
  });
};

const compositionsOf = (
  root: Component,
  placed: readonly Placed[],
  problems: readonly LockProblem[],
): readonly Composition[] => {
  const unknown = placed
    .filter(({ locked }) => locked.needs === undefined)
    .map(({ component }) => component.ref);
  // Of what the lock leaves open it is not known which version will be installed.
  const unpinned = [root, ...placed.map(({ component }) => component)]
    .filter(({ type, version }) => type !== 'file' && version === undefined)
    .map(({ ref }) => ref);
  // With a hash for each, an installer takes these and nothing else (pip, "Hash-checking Mode"). Where the lock has edges, those that
  // lead from the root cannot be told from the others: what is needed directly may be needed by another package too.
  const complete =
    !problems.some((problem) => problem.incomplete) &&
    placed.every(
      ({ locked }) => locked.needs === undefined && locked.files.some(({ hashes }) => hashes.length > 0),
    );
  return [
    { aggregate: complete ? 'complete' : 'incomplete', dependencies: [root.ref] },
    ...(unknown.length + unpinned.length === 0
      ? []
      : [
          compact({
            aggregate: 'unknown' as const,
            assemblies: filled(unpinned),
            dependencies: filled(unknown),
          }),
        ]),
  ];
};

const noteOf = (fileName: string, { line, message }: LockProblem): string =>
  `${fileName}${line === undefined ? '' : `:${line}`}: ${message}`;

const MOST_NOTES = 200;

/**
 * Makes the bill of a requirements file, pylock.toml (PEP 751), uv.lock or poetry.lock: each package with its purl, the hashes of its
 * files, its markers, and who needs whom where the lock says so. Nothing is resolved, opened or fetched. What names no component, or
 * could not be followed, is in the notes with its line; credentials in addresses are left out. Same bytes and options, same bill.
 *
 * @param fileName the file's name without directories: it tells the format.
 */
export const generateLock = (
  bytes: Uint8Array,
  fileName: string,
  options: GenerateLockOptions,
): Generation => {
  const read = readLock(bytes, fileName);
  if (read.kind === 'unreadable') return { kind: 'refused', reason: read.reason };
  const { packages, facts } = read.reading;
  const problems = [...read.reading.problems];
  const root = rootOf(bytes, fileName, options);
  const placed = place(packages);
  const absent = new Set<string>();
  const edges = edgesOf(placed, (from, to) => absent.add(`${from} needs ${to}, which is not in the lock`));
  for (const message of [...absent].sort()) problems.push({ message, incomplete: false });
  const needed = new Set(edges.flatMap(({ dependsOn }) => dependsOn));
  const direct = placed.map(({ component }) => component.ref).filter((ref) => !needed.has(ref));
  const { lifecycles: _lifecycles, ...metadata } = ownMetadata(options, root);
  const bill = attachLoose(
    compact({
      serialNumber: serialNumber(
        compact({
          name: root.purl ?? root.name,
          version: root.version ?? root.hashes?.[0]?.value ?? '',
          commit: options.commit,
          fileName,
        }),
      ),
      version: 1,
      metadata: { ...metadata, lifecycles: ['pre-build' as const] },
      root: root.ref,
      components: [root, ...placed.map(({ component }) => component)],
      dependencies: [{ ref: root.ref, dependsOn: direct }, ...edges],
      compositions: compositionsOf(root, placed, problems),
      properties: filled([
        { name: 'custody:lock:format', value: read.format },
        ...facts.map(({ name, value }) => ({ name: `custody:lock:${name}`, value: value.slice(0, 200) })),
      ]),
    }),
  );
  const notes = problems.slice(0, MOST_NOTES).map((problem) => noteOf(fileName, problem));
  if (problems.length > MOST_NOTES) notes.push(`${fileName}: ${problems.length - MOST_NOTES} further notes`);
  return { kind: 'generated', bill: orderBill(bill), conflicts: [], notes };
};
