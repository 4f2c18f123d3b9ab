import { normalizeName, parseSdistFilename, parseWheelFilename, type Version } from '@custody/python';

/** A file that an index offers. */
export type GivenFile = {
  readonly name: string;
  readonly kind: 'wheel' | 'sdist';
  readonly version: Version;
  /** As the file's name writes it. */
  readonly versionText: string;
  /** By hashlib's names, in lower-case hex. */
  readonly hashes: ReadonlyMap<string, string>;
  /** When it was uploaded (PEP 700), RFC 3339; absent where the index does not tell. */
  readonly uploaded?: string;
};

/** What an index answered for a project (PEP 691). */
export type GivenProject = {
  readonly files: readonly GivenFile[];
  /** PEP 752: namespaces that the name falls into, and whether the project's owner has them. */
  readonly namespaces: readonly { readonly name: string; readonly owned: boolean }[];
};

/** More files than any project has. */
const MOST_FILES = 100_000;

/** PEP 700: `yyyy-mm-ddThh:mm:ss.ffffffZ`. */
const UPLOADED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of a JSON object that is its own; undefined of anything else. */
export const memberOf = (of: unknown, key: string): unknown =>
  isMembers(of) && Object.hasOwn(of, key) ? of[key] : undefined;

const fileOf = (value: unknown, name: string): GivenFile | undefined => {
  const filename = memberOf(value, 'filename');
  if (typeof filename !== 'string') return undefined;
  const kind = filename.endsWith('.whl') ? 'wheel' : 'sdist';
  const read = kind === 'wheel' ? parseWheelFilename(filename) : parseSdistFilename(filename);
  if (read.kind !== 'ok' || read.name !== name) return undefined;
  const hashes = memberOf(value, 'hashes');
  const known = isMembers(hashes) ? Object.entries(hashes) : [];
  const uploaded = memberOf(value, 'upload-time');
  return {
    name: filename,
    kind,
    version: read.version,
    versionText: read.versionText,
    hashes: new Map(
      known.flatMap(([algorithm, digest]) =>
        typeof digest === 'string' && /^[0-9a-fA-F]{32,128}$/.test(digest)
          ? [[algorithm, digest.toLowerCase()] as const]
          : [],
      ),
    ),
    ...(typeof uploaded === 'string' && UPLOADED.test(uploaded) && !Number.isNaN(Date.parse(uploaded))
      ? { uploaded }
      : {}),
  };
};

/** JSON, or undefined. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const namespacesOf = (value: unknown): GivenProject['namespaces'] =>
  Array.isArray(value)
    ? (value as readonly unknown[]).flatMap((one) => {
        const name = memberOf(one, 'name');
        const owned = memberOf(one, 'owned');
        return typeof name === 'string' && typeof owned === 'boolean' ? [{ name, owned }] : [];
      })
    : [];

/**
 * A project's page in JSON (PEP 691), by a normalised name: files of other names are left out. Where it is none, or another
 * project's, the reason.
 */
export const readProjectPage = (text: string, name: string): GivenProject | string => {
  const value = parsed(text);
  const files = memberOf(value, 'files');
  const api = memberOf(memberOf(value, 'meta'), 'api-version');
  // PEP 629: a higher major version may mean anything.
  if (typeof api === 'string' && !/^1\.\d{1,4}$/.test(api))
    return 'it is written in a version that is not known here';
  const own = memberOf(value, 'name');
  if (typeof own === 'string' && normalizeName(own) !== name) return 'it is the page of another project';
  if (!Array.isArray(files)) return 'it is no page of a project in JSON (PEP 691)';
  if (files.length > MOST_FILES) return `it lists more than ${MOST_FILES} files`;
  return {
    files: (files as readonly unknown[]).flatMap((one) => fileOf(one, name) ?? []),
    namespaces: namespacesOf(memberOf(value, 'namespaces')),
  };
};
