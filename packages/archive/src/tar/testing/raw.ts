import type { ByteSource } from '../../types.ts';
import { readTar, readTarGz, type TarLimits, type TarReading } from '../index.ts';
import { sealHeader, writeHeader } from '../write/header.ts';
import { writePax } from '../write/pax.ts';

/** A ByteSource over bytes that reuses one buffer, as the contract allows, so that nothing may keep a view. */
export const sourceOf = (bytes: Uint8Array): ByteSource => {
  let reused = new Uint8Array(0);
  return {
    size: bytes.length,
    read: (position, length) => {
      if (position < 0 || position + length > bytes.length) throw new Error('read past the end');
      reused.fill(0xee);
      if (reused.length < length) reused = new Uint8Array(length);
      reused.set(bytes.subarray(position, position + length));
      return reused.subarray(0, length);
    },
  };
};

export type RawHeader = {
  readonly name?: string;
  readonly type?: string;
  readonly size?: number;
  readonly mode?: number;
  readonly linkName?: string;
  /** Changes the block before its checksum is put in. */
  readonly patch?: (block: Buffer) => void;
};

/** One header block with anything in it, and a right checksum. */
export const header = ({
  name = 'f',
  type = '0',
  size = 0,
  mode = 0o644,
  linkName = '',
  patch,
}: RawHeader): Buffer => {
  const fields = {
    name,
    type,
    size,
    mode,
    linkName,
    prefix: '',
    uid: 0,
    gid: 0,
    mtime: 0,
    uname: '',
    gname: '',
  };
  const block = writeHeader(fields);
  patch?.(block);
  return sealHeader(block);
};

export const pad = (content: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
};

/** A member with content. */
export const member = (content: string, rest: RawHeader = {}): Buffer =>
  Buffer.concat([header({ size: Buffer.byteLength(content), ...rest }), pad(content)]);

/** An extended header from its records as text, well-formed or not. */
export const pax = (content: string | Record<string, string>, type = 'x'): Buffer => {
  const bytes =
    typeof content === 'string' ? Buffer.from(content, 'latin1') : writePax(new Map(Object.entries(content)));
  return Buffer.concat([header({ name: 'PaxHeader', type, size: bytes.length }), pad(bytes)]);
};

export const END = Buffer.alloc(1024);

/** What was wrong, as `code offset`, and what was seen. */
export type Seen = {
  readonly reading: TarReading;
  readonly problems: readonly string[];
  readonly contents: readonly string[];
};

const gather =
  (read: typeof readTar) =>
  async (bytes: Uint8Array, limits: Partial<TarLimits> = {}): Promise<Seen> => {
    const contents: string[] = [];
    const reading = await read(
      sourceOf(bytes),
      ({ index }) => {
        contents[index] = '';
        return (chunk) => {
          contents[index] += Buffer.from(chunk).toString('latin1');
        };
      },
      limits,
    );
    return { reading, contents, problems: reading.problems.map(({ code, offset }) => `${code} ${offset}`) };
  };

export const seeTar = gather(readTar);
export const seeTarGz = gather(readTarGz);
