import type { InputKind } from './types.ts';

/** A kind of input, and how its file is recognised: by its name, else by what stands in it. */
type Row = {
  readonly kind: Exclude<InputKind, 'unknown'>;
  readonly named: RegExp;
  /** For a file whose name says nothing, or not enough. */
  readonly holds?: (text: string) => boolean;
};

const has =
  (...parts: readonly RegExp[]) =>
  (text: string): boolean =>
    parts.every((part) => part.test(text));

/** The detection table, in order. Names are matched without directories. */
const ROWS: readonly Row[] = [
  { kind: 'conda-explicit', named: /^$/, holds: has(/^@EXPLICIT\s*$/m) },
  {
    kind: 'pylock',
    named: /^pylock(?:\.[^.]+)?\.toml$/,
    holds: has(/^lock-version\s*=/m, /^\[\[\s*packages\s*\]\]/m),
  },
  {
    kind: 'uv-lock',
    named: /^uv\.lock$|\.py\.lock$/,
    holds: has(/^version\s*=\s*1\s*$/m, /^\[\[\s*package\s*\]\]/m),
  },
  {
    kind: 'poetry-lock',
    named: /^poetry\.lock$/,
    holds: has(/^\[\[\s*package\s*\]\]/m, /^lock-version\s*=/m),
  },
  {
    kind: 'pdm-lock',
    named: /^pdm(?:\..+)?\.lock$/,
    holds: has(/^\[\[\s*package\s*\]\]/m, /^lock_version\s*=/m),
  },
  { kind: 'pipfile-lock', named: /^Pipfile\.lock$/, holds: has(/^\s*\{/, /"pipfile-spec"\s*:/) },
  {
    kind: 'pyproject',
    named: /^pyproject\.toml$/,
    holds: has(/^\[(?:project|build-system|dependency-groups)\]/m),
  },
  {
    kind: 'conda-lock',
    named: /(?:^|[.-])conda-lock\.ya?ml$/,
    holds: has(/^package:\s*$/m, /^\s*-?\s*manager:\s/m),
  },
  {
    kind: 'conda-environment',
    named: /^(?:conda[-_.])?env(?:ironment)?(?:[-_.][^/]*)?\.ya?ml$/i,
    holds: has(/^dependencies:\s*$/m, /^(?:channels|name):/m),
  },
  { kind: 'script', named: /\.pyw?$/, holds: has(/^# \/\/\/ script$/m) },
  { kind: 'requirements', named: /\.(?:txt|in)$|^(?:requirements|constraints)\b/ },
];

const HEAD = 256 * 1024;

/** Without it a text is no explicit list: most need not be looked through for a line of it. */
const MARK = '@EXPLICIT';

/** What a text that is an explicit list looks like is a requirements file by name: so content is asked first there. */
const CONTENT_FIRST: ReadonlySet<InputKind> = new Set<InputKind>(['conda-explicit']);

/** The kind of an input, by its name and, where that says nothing, by its first bytes. */
export const detectInput = (path: string, bytes: Uint8Array): InputKind => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const { buffer, byteOffset, length } = bytes.subarray(0, HEAD);
  const view = Buffer.from(buffer, byteOffset, length);
  let head: string | undefined;
  const does = ({ holds }: Row): boolean => holds?.((head ??= view.toString('latin1'))) === true;
  const first = view.includes(MARK)
    ? ROWS.find((row) => CONTENT_FIRST.has(row.kind) && does(row))
    : undefined;
  const row = first ?? ROWS.find(({ named }) => named.test(name)) ?? ROWS.find(does);
  return row?.kind ?? 'unknown';
};
