import { SignError } from '../sign/error.ts';

/** An SSH string: its length in four bytes, then it (RFC 4251, 5). */
export const sshString = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

export type WireReader = {
  readonly byte: () => number;
  readonly uint32: () => number;
  readonly string: () => Buffer;
  readonly done: () => boolean;
};

/** Takes SSH's wire format apart. Its methods throw SignError `agent` where bytes are missing. */
export const wireReader = (bytes: Uint8Array): WireReader => {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > source.length) throw new SignError('agent', 'the SSH agent answers with too little');
    at += count;
    return source.subarray(at - count, at);
  };
  const uint32 = () => take(4).readUInt32BE();
  return {
    byte: () => take(1).readUInt8(),
    uint32,
    string: () => take(uint32()),
    done: () => at === source.length,
  };
};
