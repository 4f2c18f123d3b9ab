/** Names in a sentence: the first of them, and how many more there are. */
export const listed = (names: readonly string[], most = 5): string => {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, most).map((name) => name.slice(0, 80));
  const more = unique.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

/** `1 command`, `3 commands`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
