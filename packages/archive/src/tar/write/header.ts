/** The fields of one ustar header block, each already known to fit. Text is ASCII. */
export type HeaderFields = {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  readonly type: string;
  readonly linkName: string;
  readonly uname: string;
  readonly gname: string;
};

/** The largest numbers of seven and eleven octal digits. */
export const MOST_SHORT = 0o7777777;
export const MOST_LONG = 0o77777777777;

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** Puts the right checksum into a block: six octal digits, NUL, space (POSIX.1-2017 pax, "chksum"). */
export const sealHeader = (block: Buffer): Buffer => {
  block.fill(0x20, 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
};

/** One ustar header block (POSIX.1-2017 pax, "ustar Interchange Format"). */
export const writeHeader = (fields: HeaderFields): Buffer => {
  const block = Buffer.alloc(512);
  block.write(fields.name, 0, 100, 'latin1');
  block.write(octal(fields.mode, 7), 100, 'latin1');
  block.write(octal(fields.uid, 7), 108, 'latin1');
  block.write(octal(fields.gid, 7), 116, 'latin1');
  block.write(octal(fields.size, 11), 124, 'latin1');
  block.write(octal(fields.mtime, 11), 136, 'latin1');
  block.write(fields.type, 156, 'latin1');
  block.write(fields.linkName, 157, 100, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(fields.uname, 265, 31, 'latin1');
  block.write(fields.gname, 297, 31, 'latin1');
  block.write(octal(0, 7), 329, 'latin1');
  block.write(octal(0, 7), 337, 'latin1');
  block.write(fields.prefix, 345, 155, 'latin1');
  return sealHeader(block);
};
