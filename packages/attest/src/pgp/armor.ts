import { Malformed } from '../der/read.ts';
import { decodeBase64 } from '../json/base64.ts';

/** RFC 9580, 6.1.1. */
const crc24 = (bytes: Uint8Array): number => {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
};

const BEGIN = /^-----BEGIN (PGP [A-Z ]{1,40})-----[ \t]*$/;
const HEADER = /^[A-Za-z0-9-]{1,40}: /;

const blockOf = (lines: readonly string[], label: string): Buffer => {
  let from = 0;
  while (from < lines.length && HEADER.test(lines[from] ?? '')) from += 1;
  if ((lines[from] ?? '').trim() !== '')
    throw new Malformed('OpenPGP: armor without a blank line after its headers');
  const body = lines.slice(from + 1).map((line) => line.trim());
  const last = body.at(-1) ?? '';
  const sum = last.startsWith('=') && last.length === 5 ? last.slice(1) : undefined;
  const bytes = decodeBase64((sum === undefined ? body : body.slice(0, -1)).join(''));
  if (bytes === undefined || bytes.length === 0)
    throw new Malformed(`OpenPGP: the armor of the ${label} is not base64`);
  // Optional since RFC 9580; where it is written, it is right.
  const stated = sum === undefined ? undefined : decodeBase64(sum);
  if (sum !== undefined && (stated?.length !== 3 || Buffer.from(stated).readUIntBE(0, 3) !== crc24(bytes)))
    throw new Malformed(`OpenPGP: the checksum of the ${label} is wrong`);
  return Buffer.from(bytes);
};

/**
 * The packets of a file: as they are where it is binary, out of their armor where it is text (RFC 9580, 6). Text around the
 * blocks is passed over; every block must have this label. Throws Malformed.
 */
export const dearmored = (file: Uint8Array, label: 'PGP SIGNATURE' | 'PGP PUBLIC KEY BLOCK'): Buffer => {
  // The first bit of a packet is set; of ASCII it is not.
  if (((file[0] ?? 0) & 0x80) !== 0) return Buffer.from(file);
  const lines = Buffer.from(file).toString('latin1').split(/\r?\n/);
  const found: Buffer[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const begun = BEGIN.exec(lines[at] ?? '')?.[1];
    if (begun === undefined) continue;
    if (begun !== label) throw new Malformed(`OpenPGP: a ${begun} where a ${label} is expected`);
    const end = lines.findIndex((line, index) => index > at && line.trimEnd() === `-----END ${label}-----`);
    if (end < 0) throw new Malformed(`OpenPGP: the ${label} does not end`);
    found.push(blockOf(lines.slice(at + 1, end), label));
    at = end;
  }
  if (found.length === 0) throw new Malformed(`OpenPGP: there is no ${label}`);
  return Buffer.concat(found);
};
