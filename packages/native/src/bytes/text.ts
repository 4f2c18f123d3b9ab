import type { Source } from './source.ts';

/** Longest name, path or version that is believed; Linux's PATH_MAX. */
export const TEXT_MAX = 4096;

/** Decodes UTF-8; a byte that is none becomes U+FFFD, so that the result is always text. */
export const decode = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The NUL-terminated text in `bytes` from `start`, or all of it up to `limit` where no NUL comes. */
export const textIn = (bytes: Uint8Array, start: number, limit: number = bytes.length): string => {
  const nul = bytes.indexOf(0, start);
  return decode(bytes.subarray(start, nul === -1 || nul > limit ? limit : nul));
};

/**
 * The NUL-terminated text at `position`, at most 4 KiB.
 * Where it lies outside the binary or does not end, that is reported as `<format>/bad-string` and the answer is `undefined`.
 */
export const textAt = async (
  source: Source,
  position: number,
  what: string,
  format: string,
): Promise<string | undefined> => {
  const bytes = await source.bytes(position, Math.min(TEXT_MAX + 1, source.size - position));
  const nul = bytes?.indexOf(0) ?? -1;
  if (bytes === undefined || nul === -1) {
    source.report(
      `${format}/bad-string`,
      position,
      `${what}: ${bytes === undefined ? 'lies outside the file' : `does not end within ${TEXT_MAX} bytes`}`,
    );
    return undefined;
  }
  return source.afford(nul) ? decode(bytes.subarray(0, nul)) : undefined;
};
