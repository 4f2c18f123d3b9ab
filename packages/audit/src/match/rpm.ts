/** A version of an RPM package: `epoch:version-release`. */
export type RpmVersion = { readonly epoch: number; readonly version: string; readonly release: string };

/** Undefined where it is none: characters that RPM does not allow, or no version at all. */
export const parseRpm = (text: string): RpmVersion | undefined => {
  const match = /^(?:([0-9]{1,9}):)?([A-Za-z0-9._+~^]{1,80})(?:-([A-Za-z0-9._+~^]{1,80}))?$/.exec(text);
  if (match === null) return undefined;
  const [, epoch = '0', version = '', release = ''] = match;
  return { epoch: Number(epoch), version, release };
};

const compareNumbers = (a: string, b: string): number => {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
};

const PIECES = /[0-9]+|[A-Za-z]+|~|\^/g;

/** Order of two pieces; `~` comes before everything, even the end, and `^` after the end only. */
const comparePieces = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
  if (a === '~' || b === '~') return a === '~' ? -1 : 1;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  if (a === '^' || b === '^') return a === '^' ? -1 : 1;
  const [numeric, other] = [/^[0-9]/.test(a), /^[0-9]/.test(b)];
  if (numeric !== other) return numeric ? 1 : -1;
  return numeric ? compareNumbers(a, b) : a < b ? -1 : 1;
};

const compareParts = (a: string, b: string): number => {
  const [left, right] = [a.match(PIECES) ?? [], b.match(PIECES) ?? []];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = comparePieces(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
};

/** Orders versions as RPM does (rpm-version(7)): epoch, version, release; numbers as numbers, letters before numbers. */
export const compareRpm = (a: RpmVersion, b: RpmVersion): number =>
  a.epoch - b.epoch || compareParts(a.version, b.version) || compareParts(a.release, b.release);
