/** Bytes in memory, as both of custody's kinds of source; a read outside them is a defect and throws. */
export const memorySource = (
  bytes: Uint8Array,
): { readonly size: number; readonly read: (position: number, length: number) => Uint8Array } => ({
  size: bytes.length,
  read: (position, length) => {
    const inside =
      Number.isSafeInteger(position) &&
      Number.isSafeInteger(length) &&
      position >= 0 &&
      length >= 0 &&
      position + length <= bytes.length;
    if (!inside) throw new Error(`a read of ${length} bytes at ${position} outside ${bytes.length} bytes`);
    return bytes.subarray(position, position + length);
  },
});

/** Fails the run where a promise of the code under test does not hold. */
export const promise = (holds: boolean, broken: string): void => {
  if (!holds) throw new Error(`a promise is broken: ${broken}`);
};
