/** A library that a repair tool has put into a wheel, as its path tells. */
export type BundledName = {
  /** `unknown`: it lies in a folder for bundled libraries, but under a name that none of the tools gives. */
  readonly tool: 'auditwheel' | 'delocate' | 'delvewheel' | 'unknown';
  /** The library's name without hash, version and ending: `libpng16`, `msvcp140`. */
  readonly stem: string;
  /** The file name before it was bundled: `libpng16.so.16.34.0`. */
  readonly original: string;
  /** First 8 hex digits of the SHA-256 of the file before it was patched (auditwheel, and tools that follow it). */
  readonly hash8?: string;
  /** delvewheel's 32 hex digits; since its version 1.11 over the dependencies too. */
  readonly hash32?: string;
  /** What follows `.so.`, or the numbers before `.dylib`. */
  readonly sover?: string;
};

/** Longer names than any file system allows are not taken apart. */
const NAME_MAX = 255;
const HASH8 = /^[0-9a-f]{8}$/;

type Parsed = Omit<BundledName, 'tool' | 'original'> & { readonly original: string };

/** Splits `libz.so.1.2.11` at `so` into stem and version; versions may also stand before it (`libopenblas-r0.3.15.so`). */
const splitElf = (name: string): Pick<Parsed, 'stem' | 'sover'> | undefined => {
  const parts = name.split('.');
  const so = parts.indexOf('so', 1);
  if (so === -1) return undefined;
  const sover = parts.slice(so + 1).join('.');
  return { stem: parts.slice(0, so).join('.'), ...(sover === '' ? {} : { sover }) };
};

/** `base-<8 hex>.so.X`, where the hash stands before the first dot; others (torchvision) write `base.<8 hex>.so.X`. */
const parseElf = (
  name: string,
): { readonly tool: 'auditwheel' | 'unknown'; readonly parsed: Parsed } | undefined => {
  const [base = '', ...rest] = name.split('.');
  const dash = base.length - 9;
  const hash = base.slice(dash + 1);
  if (dash > 0 && base[dash] === '-' && HASH8.test(hash)) {
    const original = [base.slice(0, dash), ...rest].join('.');
    const split = splitElf(original);
    return split === undefined
      ? undefined
      : { tool: 'auditwheel', parsed: { ...split, original, hash8: hash } };
  }
  const dotted = rest.length > 1 && HASH8.test(rest[0] ?? '') && rest[1] === 'so';
  const original = dotted ? [base, ...rest.slice(1)].join('.') : name;
  const split = splitElf(original);
  if (split === undefined) return undefined;
  return {
    tool: 'unknown',
    parsed: { ...split, original, ...(dotted ? { hash8: rest[0] ?? '' } : {}) },
  };
};

const parseDll = (name: string): { readonly tool: 'delvewheel' | 'unknown'; readonly parsed: Parsed } => {
  const ending = name.lastIndexOf('.');
  const base = name.slice(0, ending);
  const match = /-([0-9a-f]{32})$/.exec(base.slice(-33));
  if (match === null || base.length === 33)
    return { tool: 'unknown', parsed: { stem: base, original: name } };
  const stem = base.slice(0, -33);
  return {
    tool: 'delvewheel',
    parsed: { stem, original: stem + name.slice(ending), hash32: match[1] ?? '' },
  };
};

/** `libfoo.1.2.dylib`: the numbers belong to the version. */
const parseDylib = (name: string): Parsed => {
  const parts = name.split('.');
  parts.pop();
  const version: string[] = [];
  while (parts.length > 1 && /^\d+$/.test(parts.at(-1) ?? '')) version.unshift(parts.pop() ?? '');
  return {
    stem: parts.join('.'),
    original: name,
    ...(version.length === 0 ? {} : { sover: version.join('.') }),
  };
};

/**
 * Takes the path of a file in a wheel apart if it lies where repair tools put libraries: `<name>.libs/` (auditwheel,
 * delvewheel), `<package>/.dylibs/` (delocate), `.libs/`. The name is the tool's word, not proof of what is in the file.
 */
export const parseBundledName = (pathInWheel: string): BundledName | undefined => {
  const folders = pathInWheel.split('/');
  const name = folders.pop() ?? '';
  const folder = folders.findLast((part) => part.endsWith('.libs') || part.endsWith('.dylibs'));
  if (folder === undefined || name === '' || name.length > NAME_MAX) return undefined;
  if (/\.(?:dll|pyd|exe)$/i.test(name)) {
    const { tool, parsed } = parseDll(name);
    return { tool, ...parsed };
  }
  if (name.endsWith('.dylib'))
    return { tool: folder.endsWith('.dylibs') ? 'delocate' : 'unknown', ...parseDylib(name) };
  const elf = parseElf(name);
  if (elf !== undefined) return { tool: elf.tool, ...elf.parsed };
  // A framework's binary keeps its name without an ending.
  return folder.endsWith('.dylibs') ? { tool: 'delocate', stem: name, original: name } : undefined;
};
