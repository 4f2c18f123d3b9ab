const ZERO = 48;
const NINE = 57;
const EPOCH = 33;

/**
 * Whether a text spells the version of a plain key, seen from its characters alone.
 * @returns undefined where it has to be read: a `v`, white space, an epoch, leading zeros, a suffix.
 */
export const spells = (text: string, key: string): boolean | undefined => {
  const first = text.charCodeAt(0);
  if (!(first >= ZERO && first <= NINE)) return undefined;
  let index = 0;
  while (index < key.length && text.charCodeAt(index) === key.charCodeAt(index)) index += 1;
  const code = text.charCodeAt(index);
  // Where a number begins otherwise, only zeros before it or an epoch could make the rest the same.
  if (index < key.length) return code === ZERO || code === EPOCH ? undefined : false;
  if (index === text.length) return true;
  // `10` is not `1`, but `00` is `0`.
  return code >= ZERO && code <= NINE && key !== '0' ? false : undefined;
};
