import type { NativeObject } from '@custody/native';
import type { Component, Hash, Property } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';
import type { Identified } from '../ladder/identify.ts';
import type { NativeFile } from '../natives.ts';
import { bsiProperties } from '../project/bsi.ts';

const LONGEST = 400;

const listed = (name: string, value: string | undefined): readonly Property[] =>
  value === undefined || value === ''
    ? []
    : [{ name: `custody:native:${name}`, value: value.slice(0, LONGEST) }];

const describe = (object: NativeObject): readonly Property[] => {
  const format = listed('format', object.format);
  switch (object.format) {
    case 'elf':
      return [
        ...format,
        ...listed('machine', object.machine),
        ...listed('soname', object.soname),
        ...listed('build-id', object.buildId),
      ];
    case 'mach-o':
      return [
        ...format,
        ...object.slices
          .slice(0, 8)
          .flatMap((slice) => [
            ...listed('machine', slice.machine),
            ...listed('uuid', slice.uuid),
            ...listed('install-name', slice.installName),
          ]),
      ];
    case 'pe':
      return [
        ...format,
        ...listed('machine', object.machine),
        ...listed('original-filename', object.versionInfo['OriginalFilename']),
        ...listed('pdb-guid', object.pdb?.guid),
      ];
    case 'ar':
    case 'wasm':
      break;
  }
  return format;
};

/** Hashes of a file, as far as they are known. */
export const hashesOf = ({ sha256, sha512 }: Pick<NativeFile, 'sha256' | 'sha512'>): readonly Hash[] => [
  { algorithm: 'SHA-256', value: sha256 },
  ...(sha512 === undefined ? [] : [{ algorithm: 'SHA-512' as const, value: sha512 }]),
];

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What ar and wasm hold is run by nobody as it stands, but linked or loaded: still machine code. */
const bsiOf = (path: string, object: NativeObject | undefined): readonly Property[] =>
  bsiProperties({ fileName: nameOf(path), executable: true, archive: object?.format === 'ar' });

/** The ref of a file of the wheel. */
export const fileRef = (path: string): string => `file:${path}`;

/** What holds of a part because it holds of the release: who supplies it, its version and licence. */
const asPartOf = (root: Component): Partial<Component> =>
  compact({ version: root.version, supplier: root.supplier, authors: root.authors, licenses: root.licenses });

/** A binary of the wheel as a component of type `file`, named by its path: a part of the release, or of a bundled library. */
export const nativeComponent = (
  { native, bundled }: Identified,
  root: Component,
  library: string | undefined,
): Component => {
  const { path, object } = native;
  return compact({
    ...(library === undefined ? asPartOf(root) : {}),
    ref: fileRef(path),
    type: 'file' as const,
    name: path,
    hashes: hashesOf(native),
    properties: filled([
      ...bsiOf(path, object),
      ...(object === undefined ? listed('unread', native.unread ?? 'not identified') : describe(object)),
      ...(bundled === undefined
        ? []
        : [
            ...listed('bundled-by', bundled.tool),
            ...listed('original-name', bundled.original),
            ...listed('original-sha256-prefix', bundled.hash8),
          ]),
    ]),
    evidence: { occurrences: [{ location: path }] },
    parent: library ?? root.ref,
  });
};
