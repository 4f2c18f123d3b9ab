/**
 * Tells one version of a module from another: 106 bits, mixed as in MurmurHash3. Nobody is to be kept from making two that are alike, so nothing
 * stronger is needed, and loading Node's cryptography takes a worker longer than all else that it does before it is ready.
 */
export const fingerprint = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (const seed of [0x9747b28c, 0x3c6ef372]) {
    let high = 0xdeadbeef ^ seed;
    let low = 0x41c6ce57 ^ seed;
    for (const byte of bytes) {
      high = Math.imul(high ^ byte, 0x9e3779b1);
      low = Math.imul(low ^ byte, 0x5f356495);
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    parts.push((4_294_967_296 * (0x1fffff & low) + (high >>> 0)).toString(16).padStart(14, '0'));
  }
  return `${parts.join('')}.${bytes.length.toString(16)}`;
};
