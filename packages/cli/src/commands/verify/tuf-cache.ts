import { hash } from 'node:crypto';
import { join } from 'node:path';
import { isObject, member, readJson, textMember, type TufSource } from '@custody/attest';
import { ensureDirectory, type Environment, readWhole, writeAtomically } from '@custody/host';

const MAX_KEPT = 32 * 2 ** 20;
const SCHEMA = 'custody/tuf-cache/1';

/** Where what can be had again is kept: CUSTODY_CACHE, else the person's cache directory (XDG); `undefined` where there is none. */
export const cacheDirectory = ({ variable, platform }: Environment): string | undefined => {
  const own = variable('CUSTODY_CACHE') ?? '';
  if (own !== '') return own;
  const cache = variable('XDG_CACHE_HOME') ?? '';
  // A relative path there is to be ignored, says the specification.
  if (cache.startsWith('/')) return join(cache, 'custody');
  const local = platform === 'win32' ? (variable('LOCALAPPDATA') ?? '') : '';
  if (local !== '') return join(local, 'custody', 'cache');
  const home = variable('HOME') ?? '';
  return home === '' ? undefined : join(home, '.cache', 'custody');
};

/** What one root vouches for at one place is not what another does. */
const pathOf = (cache: string, { url, tufRoot }: TufSource): string =>
  join(cache, 'tuf', `${hash('sha256', JSON.stringify([url, tufRoot]), 'hex')}.json`);

/** The files of the last refresh, by path. What cannot be read counts as not there: nothing of it is believed anyway. */
export const keptTufFiles = (
  cache: string,
  source: TufSource,
): ReadonlyMap<string, Uint8Array> | undefined => {
  let bytes: Uint8Array;
  try {
    bytes = readWhole(pathOf(cache, source), MAX_KEPT);
  } catch {
    return undefined;
  }
  const json = readJson(bytes, { maxBytes: MAX_KEPT, maxDepth: 4 });
  if (json.kind === 'invalid' || textMember(json.value, 'schema') !== SCHEMA) return undefined;
  const files = member(json.value, 'files');
  if (!isObject(files)) return undefined;
  return new Map(
    Object.entries(files).flatMap(([path, text]) =>
      typeof text === 'string' ? [[path, Buffer.from(text, 'base64')] as const] : [],
    ),
  );
};

/** Keeps the files of a refresh, for runs without network and against older ones that somebody may serve later. */
export const keepTufFiles = async (
  cache: string,
  source: TufSource,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> => {
  const path = pathOf(cache, source);
  const text = JSON.stringify({
    schema: SCHEMA,
    url: source.url,
    files: Object.fromEntries(
      [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    ),
  });
  ensureDirectory(join(cache, 'tuf'));
  await writeAtomically(path, (sink) => sink.write(Buffer.from(`${text}\n`)));
};
