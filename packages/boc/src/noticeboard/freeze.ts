/** Where a snapshot is looked at by several behaviours of a thread, none may change what the others see. */
const refuse = (): never => {
  throw new TypeError('a snapshot of the noticeboard cannot be changed: use noticeWrite or noticeUpdate');
};

const changersOf = (value: object): readonly string[] => {
  if (value instanceof Map) return ['set', 'delete', 'clear'];
  if (value instanceof Set) return ['add', 'delete', 'clear'];
  if (value instanceof Date)
    return Object.getOwnPropertyNames(Date.prototype).filter((name) => name.startsWith('set'));
  return [];
};

const partsOf = (value: object): readonly unknown[] => {
  if (value instanceof Map) return [...value.entries()].flat();
  if (value instanceof Set) return [...value];
  return Object.values(value);
};

/**
 * Freezes a value with all that hangs below; containers whose content is not in their properties refuse to be changed, too.
 * Bytes cannot be frozen: views stay as they are.
 */
export const deepFreeze = <T>(value: T): T => {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const item = left.pop();
    if (typeof item !== 'object' || item === null || ArrayBuffer.isView(item) || Object.isFrozen(item))
      continue;
    // Not enumerable, so that it still equals one that may be changed.
    for (const name of changersOf(item)) Object.defineProperty(item, name, { value: refuse });
    Object.freeze(item);
    left.push(...partsOf(item));
  }
  return value;
};
