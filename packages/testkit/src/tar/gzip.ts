import { crc32, deflateRawSync } from 'node:zlib';
import { concat, toBytes, u16, u32 } from '../bytes/bytes.ts';

export type GzipOptions = {
  readonly level?: number;
  /** Seconds since 1970, 0 by default. */
  readonly mtime?: number;
  readonly fileName?: string;
  readonly comment?: string;
  readonly extra?: Uint8Array;
  /** Also write the header's own CRC. */
  readonly headerCrc?: boolean;
  /** 255 (unknown) by default: the same on every platform. */
  readonly os?: number;
  readonly flags?: number;
  readonly method?: number;
  /** What the trailer says instead of the truth. */
  readonly crc32?: number;
  readonly size?: number;
  readonly suffix?: Uint8Array;
};

/** One gzip member, the same bytes on every platform with the same zlib. RFC 1952. */
export const gzip = (content: Uint8Array, options: GzipOptions = {}): Uint8Array => {
  const { fileName, comment, extra } = options;
  const flags =
    options.flags ??
    (options.headerCrc === true ? 2 : 0) |
      (extra === undefined ? 0 : 4) |
      (fileName === undefined ? 0 : 8) |
      (comment === undefined ? 0 : 16);
  const none = new Uint8Array(0);
  const header = concat(
    new Uint8Array([0x1f, 0x8b, options.method ?? 8, flags]),
    u32(options.mtime ?? 0),
    new Uint8Array([2, options.os ?? 255]),
    extra === undefined ? none : concat(u16(extra.length), extra),
    fileName === undefined ? none : toBytes(`${fileName}\0`),
    comment === undefined ? none : toBytes(`${comment}\0`),
  );
  return concat(
    header,
    options.headerCrc === true ? u16(crc32(header) & 0xffff) : none,
    deflateRawSync(content, { level: options.level ?? 9 }),
    u32(options.crc32 ?? crc32(content)),
    u32(options.size ?? content.length),
    options.suffix ?? none,
  );
};
