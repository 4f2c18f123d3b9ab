import { quoteName } from './quote.ts';

/** What can be wrong with the name of an archive entry, whatever the archive's format. */
export const NAME_CODES = [
  'empty',
  'absolute',
  'drive',
  'backslash',
  'traversal',
  'dot-segment',
  'empty-segment',
  'control-character',
  'c1-control',
  'line-separator',
  'bidi-control',
  'invisible-character',
  'not-unicode',
  'windows-device',
  'windows-character',
  'trailing-dot-or-space',
  'long-segment',
  'long-name',
] as const;

export type NameCode = (typeof NAME_CODES)[number];

/** One thing wrong with a name. */
export type NameProblem = {
  readonly code: NameCode;
  /** What the name does, without its subject: "holds a control character". */
  readonly reason: string;
  /** A full sentence that quotes the name safely. */
  readonly message: string;
};

/** PATH_MAX of Linux, and the longest name of one directory entry on ext4, APFS and NTFS. */
export const LONGEST_NAME = 4096;
export const LONGEST_SEGMENT = 255;

// Each expression is a single character class or anchored alternative: linear on any input.
const ANYWHERE: readonly (readonly [NameCode, RegExp, string])[] = [
  ['backslash', /\\/, 'holds a backslash, which Windows takes as a directory separator'],
  ['control-character', /[\u0000-\u001f\u007f]/, 'holds a control character'],
  ['c1-control', /[\u0080-\u009f]/, 'holds a control character beyond ASCII (C1)'],
  ['line-separator', /[\u0085\u2028\u2029]/, 'holds a Unicode line separator'],
  [
    'bidi-control',
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
    'holds a bidirectional control, which makes it look like another name',
  ],
  [
    'invisible-character',
    /[\u00ad\u180e\u200b\u2060-\u2064\ufeff]|\udb40[\udc00-\udc7f]/,
    'holds an invisible character, which makes it look like another name',
  ],
  ['windows-character', /[<>:"|?*]/, 'holds a character that Windows forbids or gives a meaning of its own'],
];

/** All of them in one, so that a sound name is looked through once. */
const SOMEWHERE = new RegExp(ANYWHERE.map(([, { source }]) => source).join('|'));

const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?: *(?:[.:]|$))/i;

const SEGMENT_SAYS = {
  'empty-segment': 'holds an empty segment ("//")',
  'dot-segment': 'holds a "." segment, so that one file has two names',
  traversal: 'holds a ".." segment and so points outside the archive\'s own tree',
  'windows-device': 'holds a segment that names a device on Windows',
  'trailing-dot-or-space': 'holds a segment that ends in a dot or a space, which Windows removes',
} as const satisfies Partial<Record<NameCode, string>>;

const segmentCode = (segment: string): keyof typeof SEGMENT_SAYS | undefined => {
  if (segment === '') return 'empty-segment';
  if (segment === '.') return 'dot-segment';
  if (segment === '..') return 'traversal';
  if (DEVICE.test(segment)) return 'windows-device';
  if (segment.endsWith('.') || segment.endsWith(' ')) return 'trailing-dot-or-space';
  return undefined;
};

/** A segment can only pass the limit if it has a third of it in UTF-16 units, so most are never encoded. */
const isLong = (segment: string, limit: number): boolean =>
  segment.length > limit || (segment.length * 3 > limit && Buffer.byteLength(segment, 'utf8') > limit);

/**
 * ASCII only, and nothing in it that any check below looks for, so nearly every real name is settled by one expression.
 * It may send a sound name to the checks, never a bad one past them.
 */
const NEEDS_CHECKS =
  /[^\w ./+@,~()=!#%&'-]|^\/|\/\/|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[. /]|$)/i;

const isPlain = (name: string): boolean =>
  name !== '' && name.length <= LONGEST_SEGMENT && !NEEDS_CHECKS.test(name);

const NONE: readonly NameProblem[] = [];

/**
 * What is unsafe or ambiguous about the name of an archive entry (a path with `/`; one trailing `/` marks a directory).
 * Each code is reported at most once, in the order of `NAME_CODES` for the whole name and then for its segments.
 * Linear in the name's length; never throws. POSIX.1-2017 3.170 and 4.13; PEP 721; Microsoft "Naming Files, Paths, and Namespaces".
 */
export const entryNameProblems = (name: string): readonly NameProblem[] => {
  if (isPlain(name)) return NONE;
  const found = new Map<NameCode, string>();
  const path = name.endsWith('/') ? name.slice(0, -1) : name;
  if (path === '') found.set('empty', name === '' ? 'is empty' : 'has no segment');
  if (/^[/\\]/.test(name)) found.set('absolute', 'is absolute');
  if (/^[a-z]:/i.test(path)) found.set('drive', 'begins with a drive letter');
  if (SOMEWHERE.test(path))
    for (const [code, pattern, says] of ANYWHERE) if (pattern.test(path)) found.set(code, says);
  // A drive's colon is reported as the drive, not twice.
  if (found.has('drive') && !/[<>:"|?*]/.test(path.slice(2))) found.delete('windows-character');
  if (!path.isWellFormed()) found.set('not-unicode', 'holds half of a surrogate pair');
  // Where a backslash separates, `..` climbs behind one too.
  if (found.has('backslash') && path.split(/[/\\]/).includes('..'))
    found.set('traversal', SEGMENT_SAYS.traversal);
  for (const segment of path === '' ? [] : path.replace(/^\//, '').split('/')) {
    const code = segmentCode(segment);
    if (code !== undefined) found.set(code, SEGMENT_SAYS[code]);
    if (isLong(segment, LONGEST_SEGMENT))
      found.set('long-segment', `holds a segment of more than ${LONGEST_SEGMENT} bytes`);
  }
  if (isLong(path, LONGEST_NAME)) found.set('long-name', `has more than ${LONGEST_NAME} bytes`);
  return [...found].map(([code, reason]) => ({
    code,
    reason,
    message: `The name ${quoteName(name)} ${reason}.`,
  }));
};
