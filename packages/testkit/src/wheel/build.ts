import { type Content, toBytes } from '../bytes/bytes.ts';
import { layoutZip } from '../zip/build.ts';
import type { ZipLayout, ZipSpec } from '../zip/spec.ts';
import { compressTags, escapeName, escapeVersion } from './name.ts';
import type { Files, WheelOptions } from './options.ts';
import { formatRecord, recordHash, type RecordRow } from './record.ts';

type Pair = readonly [string, Content];

const LICENCE = 'Permission is granted to use this test project for tests.\n';

const pairs = (files: Files): readonly Pair[] =>
  Array.isArray(files) ? (files as readonly Pair[]) : Object.entries(files);

const nameOf = (options: WheelOptions): string => options.name ?? 'tidewater';
const versionOf = (options: WheelOptions): string => options.version ?? '1.0.0';
const tagsOf = (options: WheelOptions): readonly string[] => options.tags ?? ['py3-none-any'];
const licencesOf = (options: WheelOptions): Readonly<Record<string, Content>> =>
  options.licences ?? { LICENSE: LICENCE };

/** The file name that belongs to these options: `tidewater-1.0.0-py3-none-any.whl`. */
export const wheelFileName = (options: WheelOptions = {}): string =>
  [
    escapeName(nameOf(options)),
    escapeVersion(versionOf(options)),
    ...(options.build === undefined ? [] : [options.build]),
    compressTags(tagsOf(options)),
  ].join('-') + '.whl';

/** The dist-info directory that belongs to these options: `tidewater-1.0.0.dist-info`. */
export const distInfoOf = (options: WheelOptions = {}): string =>
  options.distInfoName ?? `${escapeName(nameOf(options))}-${escapeVersion(versionOf(options))}.dist-info`;

/** The METADATA (or PKG-INFO) that belongs to these options. Core metadata 2.4. */
export const defaultMetadata = (options: WheelOptions = {}): string =>
  [
    'Metadata-Version: 2.4',
    `Name: ${nameOf(options)}`,
    `Version: ${versionOf(options)}`,
    'Summary: Tide tables for tests',
    'License-Expression: Apache-2.0',
    ...Object.keys(licencesOf(options)).map((file) => `License-File: ${file}`),
    'Requires-Python: >=3.9',
    ...(options.headers ?? []),
    ...(options.description === undefined
      ? []
      : ['Description-Content-Type: text/markdown', '', options.description]),
  ].join('\n') + '\n';

const isPure = (options: WheelOptions): boolean => tagsOf(options).every((tag) => tag.endsWith('-none-any'));

const defaultWheel = (options: WheelOptions): string =>
  [
    'Wheel-Version: 1.0',
    'Generator: custody-testkit (1.0)',
    `Root-Is-Purelib: ${String(isPure(options))}`,
    ...tagsOf(options).map((tag) => `Tag: ${tag}`),
    ...(options.build === undefined ? [] : [`Build: ${options.build}`]),
  ].join('\n') + '\n';

const contents = (options: WheelOptions): readonly Pair[] => {
  const at = distInfoOf(options);
  const optional = (name: string, content: Content | null | undefined): readonly Pair[] =>
    content === null || content === undefined ? [] : [[`${at}/${name}`, content]];
  const module = escapeName(nameOf(options));
  return [
    ...pairs(options.files ?? { [`${module}/__init__.py`]: `__version__ = "${versionOf(options)}"\n` }),
    ...optional('METADATA', options.metadata === undefined ? defaultMetadata(options) : options.metadata),
    ...optional('WHEEL', options.wheel === undefined ? defaultWheel(options) : options.wheel),
    ...optional('entry_points.txt', options.entryPoints),
    ...Object.entries(licencesOf(options)).map(([name, text]): Pair => [`${at}/licenses/${name}`, text]),
    ...Object.entries(options.sboms ?? {}).map(([name, text]): Pair => [`${at}/sboms/${name}`, text]),
    ...pairs(options.distInfo ?? {}).map(([name, text]): Pair => [`${at}/${name}`, text]),
  ];
};

const recordOf = (options: WheelOptions, files: readonly Pair[]): readonly Pair[] => {
  const path = `${distInfoOf(options)}/RECORD`;
  const record = options.record ?? 'right';
  if (record === 'none') return [];
  if (typeof record === 'object') return [[path, record.text]];
  const rows: readonly RecordRow[] = [
    ...files
      .filter(([name]) => !name.endsWith('/'))
      .map(([name, content]) => {
        const bytes = toBytes(content);
        return { path: name, hash: recordHash(bytes), size: String(bytes.length) };
      }),
    { path, hash: '', size: '' },
  ];
  return [[path, formatRecord(record === 'right' ? rows : record(rows))]];
};

/** The archive specification of a wheel, to be changed and built. */
export const wheelSpec = (options: WheelOptions = {}): ZipSpec => {
  const files = contents(options);
  const tweak = options.entry ?? ((spec) => spec);
  const entries = [...files, ...recordOf(options, files)].map(([name, content]) =>
    tweak({
      name,
      content,
      ...(options.method === undefined || name.endsWith('/') ? {} : { method: options.method }),
    }),
  );
  return options.zip === undefined ? { entries } : options.zip({ entries });
};

/** A wheel and where everything stands in it. */
export const layoutWheel = (options: WheelOptions = {}): ZipLayout => layoutZip(wheelSpec(options));

/**
 * The bytes of a wheel: sound, with a right RECORD, unless the options say otherwise. Same options, same bytes.
 * Binary distribution format; dist-info stands last, RECORD at its end.
 */
export const buildWheel = (options: WheelOptions = {}): Uint8Array => layoutWheel(options).bytes;
