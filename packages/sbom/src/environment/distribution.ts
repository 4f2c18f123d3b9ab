import { parseMetadata, parseRecord, type RecordRow } from '@custody/python';
import type { NativeFile } from '../wheel/natives.ts';
import { readDirectUrl } from './direct-url.ts';
import { isUsualName, readNative } from './native.ts';
import type { Place } from './place.ts';
import type { InstalledDistribution, InstalledDocument } from './types.ts';

const MiB = 1024 * 1024;

export type ReadOptions = {
  /** True: every file that RECORD lists is looked at, whatever its name. */
  readonly all: boolean;
  /** Binaries that may still be read. */
  readonly budget: { natives: number };
  readonly signal?: AbortSignal;
};

const textOf = (bytes: Uint8Array | undefined): string | undefined => {
  const line =
    bytes === undefined
      ? undefined
      : new TextDecoder()
          .decode(bytes)
          .trim()
          .split(/[\r\n]/, 1)[0];
  return line === undefined || line === '' || !/^[ -~]{1,100}$/.test(line) ? undefined : line;
};

const documentsOf = (place: Place, distInfo: string, notes: string[]): readonly InstalledDocument[] =>
  place.names(`${distInfo}/sboms`).flatMap((name) => {
    const path = `${distInfo}/sboms/${name}`;
    const bytes = place.read(path, 64 * MiB, (reason) => notes.push(`${path} was not read: ${reason}`));
    return bytes === undefined ? [] : [{ path, bytes }];
  });

const differs = ({ hash }: RecordRow, native: NativeFile): boolean =>
  hash?.algorithm === 'sha256' &&
  hash.digest !== undefined &&
  Buffer.from(hash.digest).toString('hex') !== native.sha256;

const nativesOf = async (
  place: Place,
  rows: readonly RecordRow[],
  options: ReadOptions,
  notes: string[],
): Promise<readonly NativeFile[]> => {
  const found: NativeFile[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.path) || !(options.all || isUsualName(row.path))) continue;
    seen.add(row.path);
    options.signal?.throwIfAborted();
    if (options.budget.natives <= 0) {
      notes.push(`${row.path} and what follows was not looked at: too many binaries`);
      break;
    }
    const native = await readNative(place, row.path);
    if (native === undefined) {
      if (isUsualName(row.path) && place.resolve(row.path) !== undefined)
        notes.push(`${row.path} is no binary, or could not be read`);
      continue;
    }
    options.budget.natives -= 1;
    if (differs(row, native)) notes.push(`${row.path} is not what RECORD says: its SHA-256 differs`);
    found.push(native);
  }
  return found;
};

/** Reads one `.dist-info` directory; undefined, with a note, where it names no distribution. */
export const readDistribution = async (
  place: Place,
  distInfo: string,
  options: ReadOptions,
  notes: string[],
): Promise<InstalledDistribution | undefined> => {
  const tell = (name: string) => (reason: string) => {
    notes.push(`${distInfo}/${name} was not read: ${reason}`);
  };
  const bytes = place.read(`${distInfo}/METADATA`, 16 * MiB, tell('METADATA'));
  if (bytes === undefined) {
    notes.push(`${distInfo} has no METADATA: what is installed there is not known`);
    return undefined;
  }
  const { metadata } = parseMetadata(bytes);
  if (metadata.name === undefined || metadata.version === undefined) {
    notes.push(`${distInfo}/METADATA names no release`);
    return undefined;
  }
  const record = place.read(`${distInfo}/RECORD`, 128 * MiB, tell('RECORD'));
  if (record === undefined)
    notes.push(`${distInfo} has no RECORD: which files belong to ${metadata.name} is not known`);
  const rows = record === undefined ? [] : parseRecord(record).rows;
  const installer = textOf(place.read(`${distInfo}/INSTALLER`, MiB));
  const direct = place.read(`${distInfo}/direct_url.json`, MiB);
  const directUrl = direct === undefined ? undefined : readDirectUrl(direct);
  if (direct !== undefined && directUrl === undefined)
    notes.push(`${distInfo}/direct_url.json cannot be read`);
  // An absolute path tells about the machine, not about the distribution.
  const files = rows
    .map(({ path }) => path)
    .filter((path) => !path.endsWith('.pyc') && !/^[/\\]|^[A-Za-z]:/.test(path));
  return {
    distInfo,
    metadata,
    requested: place.read(`${distInfo}/REQUESTED`, MiB) !== undefined,
    natives: await nativesOf(place, rows, options, notes),
    documents: documentsOf(place, distInfo, notes),
    ...(installer === undefined ? {} : { installer }),
    ...(directUrl === undefined ? {} : { directUrl }),
    ...(record === undefined ? {} : { files }),
  };
};
