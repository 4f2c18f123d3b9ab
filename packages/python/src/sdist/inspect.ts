import type { ByteSource } from '@custody/archive';
import { parseSdistFilename } from '../filename/index.ts';
import { type ParsedMetadata, parseMetadata } from '../metadata/index.ts';
import { parsePyproject } from '../pyproject/index.ts';
import { passOverTar, passOverZip } from './pass.ts';
import type { InspectSdistOptions, SdistFile, SdistInspection } from './types.ts';

const firstSegments = (names: readonly string[]): readonly string[] =>
  [...new Set(names.map((name) => name.split('/', 1)[0] ?? ''))].sort();

/** What License-File names; before 2.4 the field meant nothing in particular. Source distribution format. */
const declaredLicenseFiles = (parsed: ParsedMetadata | undefined): readonly string[] =>
  Number(parsed?.metadata.metadataVersion) >= 2.4 ? (parsed?.metadata.licenseFiles ?? []) : [];

const parsed = <Value>(
  file: SdistFile | undefined,
  parse: (bytes: Uint8Array) => Value,
): { readonly path: string; readonly parsed: Value } | undefined =>
  file?.content === undefined ? undefined : { path: file.name, parsed: parse(file.content) };

/**
 * The one pass over an sdist: the archive is read strictly, each file is hashed exactly once, PKG-INFO and pyproject.toml of the
 * top directory are read. A `.zip`, as older tools made it, is read as one. Memory and work are bounded. Whatever is wrong is told
 * in the problems of the parts, never thrown; rejects only with the signal's reason, or with what the source, `scan` or `progress`
 * throws. Source distribution format (PEPs 517, 625, 643, 721).
 *
 * @param filename the file's name without directories: `name-1.0.tar.gz`.
 */
export const inspectSdist = async (
  source: ByteSource,
  filename: string,
  options: InspectSdistOptions = {},
): Promise<SdistInspection> => {
  options.signal?.throwIfAborted();
  const pass = filename.endsWith('.zip')
    ? await passOverZip(source, options)
    : await passOverTar(source, options);
  const { archive, files, contentProblems, notKept } = pass;
  const topDirectories = firstSegments(archive.reading.entries.map((entry) => entry.name));
  const found = {
    filename: parseSdistFilename(filename),
    archive,
    files,
    contentProblems,
    topDirectories,
    notKept,
  };
  const [top, second] = topDirectories;
  if (top === undefined || top === '' || second !== undefined)
    return { ...found, licenseFiles: [], missingLicenseFiles: [] };
  // Of two members with one name the later counts, as for Python's tarfile.
  const byName = new Map(files.map((file) => [file.name, file]));
  const pkgInfo = parsed(byName.get(`${top}/PKG-INFO`), parseMetadata);
  const pyproject = parsed(byName.get(`${top}/pyproject.toml`), parsePyproject);
  const declared = declaredLicenseFiles(pkgInfo?.parsed);
  return {
    ...found,
    topDirectory: top,
    ...(pkgInfo === undefined ? {} : { pkgInfo }),
    ...(pyproject === undefined ? {} : { pyproject }),
    licenseFiles: declared.flatMap((path) => byName.get(`${top}/${path}`) ?? []),
    missingLicenseFiles: declared.filter((path) => !byName.has(`${top}/${path}`)),
  };
};
