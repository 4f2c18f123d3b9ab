import { orderBill } from '../bill/order.ts';
import { readBill } from '../bill/read.ts';
import type { Bill, Component, Composition, Property } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { readDocument } from '../document/read.ts';
import { type GenerateOptions, type Generation, ownMetadata } from '../wheel/generate.ts';
import { fileRef } from '../wheel/components/file.ts';
import { serialNumber } from '../write/serial-number.ts';
import { declaredParts } from './declared/find.ts';
import { readDeclared } from './declared/read.ts';
import type { DeclaredComponent } from './declared/types.ts';
import { LITTER_RULES } from './litter.ts';
import type { Part } from './part.ts';
import { keepKnown } from './previous.ts';
import { readRoot } from './root.ts';
import type { SourceContents, SourceFile } from './types.ts';
import { vendoredParts } from './vendor/find.ts';

export type GenerateSourceOptions = GenerateOptions & {
  /** Where the source does not say, or for what has no pyproject.toml. */
  readonly name?: string;
  readonly version?: string;
  /** The bytes of a components file (see `readDeclared`), because the person named it. */
  readonly components?: Uint8Array;
  /** Of components that name platforms only those of this one; all of them where it is absent. */
  readonly platform?: string;
  /** The bytes of an earlier document of either standard: what it knows of what did not change is kept. */
  readonly previous?: Uint8Array;
  /** Paths to leave out, below the top: the document itself, which cannot hold its own hash. */
  readonly exclude?: readonly string[];
};

const LISTED_MOST = 20;

const property = (name: string, value: string): Property => ({ name: `custody:source:${name}`, value });

const fileComponent = (file: SourceFile, parent: string): Component => ({
  ref: fileRef(file.path),
  type: 'file',
  name: file.path,
  hashes: [
    { algorithm: 'SHA-1', value: file.sha1 },
    { algorithm: 'SHA-256', value: file.sha256 },
  ],
  parent,
});

const compositionsOf = (root: Component, parts: readonly Part[]): readonly Composition[] => {
  const refs = (standing: Part['standing']): readonly string[] =>
    parts.filter((part) => part.standing === standing).map(({ component }) => component.ref);
  const all = parts.map(({ component }) => component.ref);
  return [
    // All files are here; whether all code of others was recognised as such, and what is needed to build and run, is not known.
    { aggregate: 'incomplete', assemblies: [root.ref, ...refs('partial')], dependencies: [root.ref] },
    ...(all.length === 0
      ? []
      : [compact({ aggregate: 'unknown' as const, assemblies: filled(refs('unknown')), dependencies: all })]),
  ];
};

const unreadNotes = ({ unread, litter }: SourceContents): readonly string[] => [
  ...unread.slice(0, LISTED_MOST).map(({ path, reason }) => `${path} was not taken in: ${reason}`),
  ...(unread.length > LISTED_MOST ? [`${unread.length - LISTED_MOST} further places were not taken in`] : []),
  ...(litter.length === 0
    ? []
    : [
        `left out as version control or build litter: ${litter.slice(0, LISTED_MOST).join(', ')}${litter.length > LISTED_MOST ? ` and ${litter.length - LISTED_MOST} more` : ''}`,
      ]),
];

type Declared =
  | { readonly kind: 'read'; readonly components: readonly DeclaredComponent[]; readonly earlier?: Bill }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the person named must be understood as a whole. */
const readInputs = (options: GenerateSourceOptions): Declared => {
  const read = options.components === undefined ? undefined : readDeclared(options.components);
  if (read?.kind === 'malformed')
    return { kind: 'refused', reason: `the components file: ${read.problems.join('; ')}` };
  const components = read?.components ?? [];
  if (
    options.platform !== undefined &&
    !components.some(({ platforms }) => platforms.includes(options.platform ?? ''))
  )
    return {
      kind: 'refused',
      reason: `no declared component names the platform ${JSON.stringify(options.platform)}`,
    };
  if (options.previous === undefined) return { kind: 'read', components };
  const { document } = readDocument(options.previous);
  if (document === undefined || !document.detection.supported)
    return { kind: 'refused', reason: 'the earlier document is no SBOM in a form that is read' };
  return { kind: 'read', components, earlier: readBill(document).bill };
};

/**
 * Makes the bill of a source tree or sdist in CPython's manner: every file with its hashes, code of others as components that their
 * files belong to, known from `vendor.txt`-like lists, their own metadata, or a components file. Offline; nothing is executed. What
 * is not known is stated in compositions and notes. Same contents and options, same bill. Refused where a file that the person named
 * cannot be understood. CycloneDX (ECMA-424); SPDX 2.3.
 */
export const generateSource = (contents: SourceContents, options: GenerateSourceOptions): Generation => {
  const inputs = readInputs(options);
  if (inputs.kind === 'refused') return inputs;
  const excluded = new Set(options.exclude);
  const files = contents.files.filter(({ path }) => !excluded.has(path));
  const declared = declaredParts(files, inputs.components, options.platform);
  const owned = new Set(declared.parts.flatMap(({ paths }) => paths));
  const rest = files.filter(({ path }) => !owned.has(path) && !declared.absent.has(path));
  const vendored = vendoredParts(rest);
  const parts = [...declared.parts, ...vendored.parts];
  const { root, notes: rootNotes } = readRoot(contents, options);
  const owner = new Map(
    parts.flatMap(({ component, paths }) => paths.map((path) => [path, component.ref] as const)),
  );
  const present = files.filter(({ path }) => !declared.absent.has(path));
  const { lifecycles: _lifecycles, ...metadata } = ownMetadata(options, root);
  const made: Bill = compact({
    serialNumber: serialNumber(
      compact({
        name: root.purl ?? root.name,
        version: root.version ?? '',
        commit: options.commit,
        fileName: [contents.kind === 'sdist' ? contents.label : 'source', options.platform]
          .filter(Boolean)
          .join('#'),
      }),
    ),
    version: 1,
    metadata: { ...metadata, lifecycles: ['pre-build' as const] },
    root: root.ref,
    components: [
      root,
      ...parts.map(({ component }) => ({ ...component, parent: root.ref })),
      ...present.map((file) => fileComponent(file, owner.get(file.path) ?? root.ref)),
    ],
    dependencies:
      parts.length === 0 ? [] : [{ ref: root.ref, dependsOn: parts.map(({ component }) => component.ref) }],
    compositions: compositionsOf(root, parts),
    properties: filled([
      ...(contents.kind === 'tree' ? [property('left-out', LITTER_RULES)] : []),
      ...[...excluded].sort().map((path) => property('excluded', path)),
      ...(options.platform === undefined ? [] : [property('variant', options.platform)]),
      ...(options.commit === undefined ? [] : [property('commit', options.commit)]),
      ...contents.unread
        .slice(0, LISTED_MOST)
        .map(({ path, reason }) => property('unread', `${path}: ${reason}`)),
    ]),
  });
  const kept = inputs.earlier === undefined ? { bill: made, notes: [] } : keepKnown(made, inputs.earlier);
  return {
    kind: 'generated',
    bill: orderBill(kept.bill),
    conflicts: [],
    notes: [...rootNotes, ...declared.notes, ...vendored.notes, ...unreadNotes(contents), ...kept.notes],
  };
};
