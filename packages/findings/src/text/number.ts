/** `1234567` → `1,234,567`, whatever the locale. */
export const groupDigits = (value: number): string => {
  const digits = String(Math.trunc(value));
  let grouped = '';
  for (let index = 0; index < digits.length; index += 1) {
    const rest = digits.length - index;
    if (index > 0 && rest % 3 === 0 && digits[index - 1] !== '-') grouped += ',';
    grouped += digits[index];
  }
  return grouped;
};

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units with at most one decimal: `999 B`, `1.2 kB`, `107 MB`. */
export const formatSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    // 999.95 kB would be written "1000.0 kB": it is 1.0 MB.
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
};

/** `count(1, 'finding')` → `1 finding`; `count(2, 'entry', 'entries')` → `2 entries`. */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${groupDigits(value)} ${value === 1 ? one : many}`;
