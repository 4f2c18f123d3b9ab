import { compareText } from '@custody/findings';
import {
  compareVersions,
  normalizeName,
  parseSdistFilename,
  parseVersion,
  parseWheelFilename,
  type Version,
  versionKey,
} from '@custody/python';
import { known, notKnown } from './answer.ts';
import type { Answer, IndexFile, IndexVersion } from './types.ts';

/** A file, and what a page says of its metadata: offered apart, and under which digest. */
export type PageFile = IndexFile & { readonly metadata?: { readonly sha256?: string } };

/** One project of an index, by version. */
export type Page = {
  /** Ascending. */
  readonly versions: readonly IndexVersion[];
  /** By `versionKey`; files by name. */
  readonly files: ReadonlyMap<string, readonly PageFile[]>;
};

/** More files than any project has; the largest have some ten thousand. */
const MOST_FILES = 100_000;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textAt = (of: Members, key: string): string | undefined => {
  const value = Object.hasOwn(of, key) ? of[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const DIGEST = /^[0-9a-f]{32,128}$/;

const hashesOf = (value: unknown): IndexFile['hashes'] =>
  isMembers(value)
    ? Object.entries(value)
        .flatMap(([algorithm, digest]) =>
          typeof digest === 'string' && /^[a-z0-9_]{2,16}$/.test(algorithm) && DIGEST.test(digest)
            ? [{ algorithm, digest }]
            : [],
        )
        .sort((a, b) => compareText(a.algorithm, b.algorithm))
    : [];

/** PEP 714 renamed the key of PEP 658; whoever offers both means the new one. */
const metadataOf = (file: Members): PageFile['metadata'] => {
  const value = Object.hasOwn(file, 'core-metadata') ? file['core-metadata'] : file['dist-info-metadata'];
  if (value === true) return {};
  if (!isMembers(value)) return undefined;
  const sha256 = textAt(value, 'sha256');
  return sha256 !== undefined && DIGEST.test(sha256) ? { sha256 } : {};
};

/** An absolute address; never one in the clear that a page from a protected place names. */
const urlOf = (text: string | undefined, base: string): string | undefined => {
  const url = text === undefined ? null : URL.parse(text, base);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  return url.protocol === 'http:' && base.startsWith('https:') ? undefined : url.href;
};

type Placed = { readonly version: Version; readonly text: string; readonly file: PageFile };

const fileOf = (value: unknown, name: string, base: string): Placed | undefined => {
  if (!isMembers(value)) return undefined;
  const filename = textAt(value, 'filename');
  const url = urlOf(textAt(value, 'url'), base);
  if (filename === undefined || url === undefined) return undefined;
  const kind = filename.endsWith('.whl') ? 'wheel' : 'sdist';
  const read = kind === 'wheel' ? parseWheelFilename(filename) : parseSdistFilename(filename);
  // Eggs and installers are offered too, and files of neighbours by mistake.
  if (read.kind !== 'ok' || read.name !== normalizeName(name)) return undefined;
  const { size, yanked } = value;
  const [requiresPython, uploaded] = ['requires-python', 'upload-time'].map((key) => textAt(value, key));
  const metadata = metadataOf(value);
  return {
    version: read.version,
    text: read.versionText,
    file: {
      name: filename,
      kind,
      url,
      hashes: hashesOf(value['hashes']),
      ...(typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? { size } : {}),
      ...(requiresPython === undefined || requiresPython === '' ? {} : { requiresPython }),
      ...(yanked === true ? { yanked: '' } : typeof yanked === 'string' ? { yanked } : {}),
      ...(uploaded === undefined ? {} : { uploaded }),
      ...(metadata === undefined ? {} : { metadata }),
    },
  };
};

const versionOf = (text: string, files: readonly PageFile[]): IndexVersion => {
  const yanked = files.every((file) => file.yanked !== undefined) ? files[0]?.yanked : undefined;
  // Yanked files bind nobody.
  const live = yanked === undefined ? files.filter((file) => file.yanked === undefined) : files;
  const [requires, ...others] = new Set(live.map(({ requiresPython }) => requiresPython));
  const uploaded = files
    .flatMap((file) => file.uploaded ?? [])
    .sort(compareText)
    .at(0);
  return {
    version: text,
    ...(yanked === undefined ? {} : { yanked }),
    ...(requires === undefined || others.length > 0 ? {} : { requiresPython: requires }),
    ...(uploaded === undefined ? {} : { uploaded }),
  };
};

/**
 * Reads a project's page in JSON (simple repository API 1.x, PEP 691). Files that are no wheels or sdists of the project are left out:
 * no installer takes them either. Never throws.
 * @param base the address that relative ones are meant from.
 */
export const readPage = (bytes: Uint8Array, name: string, base: string): Answer<Page> => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return notKnown(`the index answers for ${name} with something that is no JSON`);
  }
  const meta = isMembers(value) ? value['meta'] : undefined;
  const api = isMembers(meta) ? textAt(meta, 'api-version') : undefined;
  if (!isMembers(value) || api === undefined || !/^1\.\d{1,3}$/.test(api) || !Array.isArray(value['files']))
    return notKnown(`the index answers for ${name} with something that is no page of its API 1.x (PEP 691)`);
  const listed = value['files'] as readonly unknown[];
  if (listed.length > MOST_FILES)
    return notKnown(`the index lists ${listed.length} files for ${name}; at most ${MOST_FILES} are read`);
  const byKey = new Map<string, { version: Version; text: string; files: PageFile[] }>();
  for (const one of listed) {
    const placed = fileOf(one, name, base);
    if (placed === undefined) continue;
    const key = versionKey(placed.version);
    const held = byKey.get(key) ?? { version: placed.version, text: placed.text, files: [] };
    byKey.set(key, held);
    held.files.push(placed.file);
    // Wheels and sdists may spell one version in two ways: the shorter, then the lesser.
    if (
      placed.text.length < held.text.length ||
      (placed.text.length === held.text.length && placed.text < held.text)
    )
      held.text = placed.text;
  }
  const held = [...byKey].sort(([, a], [, b]) => compareVersions(a.version, b.version));
  for (const [, { files }] of held) files.sort((a, b) => compareText(a.name, b.name));
  return known({
    versions: held.map(([, { text, files }]) => versionOf(text, files)),
    files: new Map(held.map(([key, { files }]) => [key, files])),
  });
};

/** The files of one version, in any spelling. */
export const filesOf = ({ files }: Page, version: string): readonly PageFile[] => {
  const read = parseVersion(version);
  return read === undefined ? [] : (files.get(versionKey(read)) ?? []);
};
