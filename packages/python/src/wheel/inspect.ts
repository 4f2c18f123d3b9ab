import { type ByteSource, readZip } from '@custody/archive';
import { parseEntryPoints } from '../entry-points/index.ts';
import { parseWheelFilename } from '../filename/index.ts';
import { type ParsedMetadata, parseMetadata } from '../metadata/index.ts';
import { parseWheelFile } from '../wheel-file/index.ts';
import { compareRecord } from './compare.ts';
import { findLayout } from './layout.ts';
import { passOver } from './pass.ts';
import type { InspectedEntry, InspectWheelOptions, Parsed, WheelInspection } from './types.ts';

/** Looks up what was kept of the dist-info directory; of two entries with one name the later counts, as for Python's zipfile. */
const reader = (inspected: readonly InspectedEntry[]) => {
  const byName = new Map(inspected.map((entry) => [entry.entry.name, entry]));
  return <Key extends string, Value>(
    key: Key,
    path: string,
    parse: (bytes: Uint8Array) => Value,
  ): { readonly [K in Key]?: Parsed<Value> } => {
    const content = byName.get(path)?.content;
    return content === undefined
      ? {}
      : ({ [key]: { path, parsed: parse(content) } } as { readonly [K in Key]?: Parsed<Value> });
  };
};

/** What License-File names; before 2.4 the field meant nothing in particular. Binary distribution format, "licenses/". */
const declaredLicenseFiles = (parsed: ParsedMetadata | undefined): readonly string[] =>
  Number(parsed?.metadata.metadataVersion) >= 2.4 ? (parsed?.metadata.licenseFiles ?? []) : [];

/**
 * The one pass over a wheel that everything else stands on: the archive is read strictly, each content is inflated and hashed
 * exactly once, RECORD is held against the bytes, and the files of the dist-info directory are read. Memory is bounded whatever the
 * wheel's size; work is bounded by what an honest archive of that size could need. Whatever is wrong with the wheel is told in the
 * problems of the parts, never thrown; rejects only with the signal's reason, or with what the source, `scan` or `progress` throws.
 * Binary distribution format; Recording installed projects.
 *
 * @param filename the file's name without directories: `name-1.0-py3-none-any.whl`.
 */
export const inspectWheel = async (
  source: ByteSource,
  filename: string,
  options: InspectWheelOptions = {},
): Promise<WheelInspection> => {
  options.signal?.throwIfAborted();
  const parsedName = parseWheelFilename(filename);
  const zip = readZip(source, options.limits);
  const files = zip.entries.filter((entry) => entry.kind !== 'directory');
  const { distInfo, distInfoCandidates, dataDirectories } = findLayout(zip.entries, parsedName);
  const { inspected, record, notKept } = await passOver(source, files, distInfo, options);
  const found = {
    filename: parsedName,
    zip,
    entries: inspected,
    distInfoCandidates,
    dataDirectories,
    notKept,
  };
  if (distInfo === undefined) return { ...found, licenseFiles: [], missingLicenseFiles: [], sboms: [] };

  const below = (directory: string): readonly InspectedEntry[] =>
    inspected.filter((entry) => entry.entry.name.startsWith(`${distInfo}/${directory}/`));
  const read = reader(inspected);
  const { metadata } = read('metadata', `${distInfo}/METADATA`, parseMetadata);
  const names = new Set(files.map((entry) => entry.name));
  const recordPath = `${distInfo}/RECORD`;
  return {
    ...found,
    distInfo,
    ...(metadata === undefined ? {} : { metadata }),
    ...read('wheelFile', `${distInfo}/WHEEL`, parseWheelFile),
    ...read('entryPoints', `${distInfo}/entry_points.txt`, parseEntryPoints),
    ...(record === undefined
      ? {}
      : {
          record: { path: recordPath, parsed: record },
          recordComparison: compareRecord(record, recordPath, names, inspected),
        }),
    licenseFiles: below('licenses'),
    missingLicenseFiles: declaredLicenseFiles(metadata?.parsed).filter(
      (path) => !names.has(`${distInfo}/licenses/${path}`),
    ),
    sboms: below('sboms'),
  };
};
