export type NameFault = {
  readonly code: 'name-control-character' | 'path-traversal' | 'unsafe-name';
  readonly message: string;
};

const CONTROL = /[\u0000-\u001f\u007f]/;
/** C1 controls (U+0085 among them) and the Unicode separators: tools that split lines at them read another list of names. */
const SEPARATOR = /[\u0080-\u009f\u2028\u2029]/;
/** Marks that change the order in which a name is displayed. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Names that Windows gives to devices, with any extension and trailing spaces. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:[.:]|$)/i;
const PLAIN_PART = /^[\w+-][\w.+-]*$/;

const partFault = (part: string): string | undefined => {
  if (part === '') return 'has an empty part';
  if (part === '.') return 'has a part "."';
  if (part.endsWith('.') && part !== '..') return 'has a part that ends with a full stop';
  if (part.endsWith(' ')) return 'has a part that ends with a space';
  if (DEVICE.test(part)) return 'has a part that is a device on Windows';
  return undefined;
};

/** Whether a name stays inside the target, and means the same on every system (Z09). A directory's last slash is no part. */
export const nameFaults = (name: string): readonly NameFault[] => {
  const faults: NameFault[] = [];
  const add = (code: NameFault['code'], what: string): void => {
    faults.push({ code, message: `The name ${what}.` });
  };
  if (CONTROL.test(name)) add('name-control-character', 'holds a control character');
  if (name.startsWith('/') || name.startsWith('\\')) add('path-traversal', 'is an absolute path');
  if (/^[A-Za-z]:/.test(name)) add('path-traversal', 'begins with a drive letter');
  if (name === '') {
    add('unsafe-name', 'is empty');
    return faults;
  }

  const reasons = new Set<string>();
  if (SEPARATOR.test(name)) reasons.add('holds a line separator or control character beyond ASCII');
  if (BIDI.test(name)) reasons.add('holds a mark that changes the direction of text');
  if (name.includes('\\')) reasons.add('holds a backslash');
  if (name.includes(':')) reasons.add('holds a colon');
  let up = false;
  for (const part of (name.endsWith('/') ? name.slice(0, -1) : name).split('/')) {
    if (part === '..' || (part.includes('\\') && part.split('\\').includes('..'))) up = true;
    // Nearly all parts are plain: they need no further look unless they end badly or are a device.
    if (PLAIN_PART.test(part) && !part.endsWith('.') && !/^[capnl]/i.test(part)) continue;
    const reason = partFault(part);
    if (reason !== undefined) reasons.add(reason);
  }
  if (up) add('path-traversal', 'has a part ".."');
  if (reasons.size > 0) add('unsafe-name', [...reasons].join(', '));
  return faults;
};
