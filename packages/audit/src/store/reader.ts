import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type FileSource, HostError, openSource, shown } from '@custody/host';
import { StoreError } from './error.ts';
import { decodeHeader, HEADER, type Header, type Span } from './layout.ts';

/** An open store file: checked bytes, on demand. */
export type StoreReader = {
  readonly path: string;
  readonly header: Header;
  /** JSON that a span points at. Throws StoreError `damaged` where the bytes are not those that were written. */
  readonly json: (span: Span) => unknown;
  readonly source: FileSource;
  readonly close: () => void;
};

const REMEDY: Readonly<Record<string, string>> = {
  foreign: 'name a store that custody db sync or custody db import made',
  'new-format': 'a newer custody made it: update custody, or run custody db sync',
};

/** Says which file, and what to do. */
const explained = (path: string, error: unknown): unknown => {
  if (error instanceof StoreError && error.code !== 'closed')
    return new StoreError(
      error.code,
      `the advisory store ${shown(path)} ${error.message}; ${REMEDY[error.code] ?? 'run custody db sync'}`,
      { path, cause: error.cause },
    );
  if (error instanceof HostError && error.code === 'not-found')
    return new StoreError('no-store', `there is no advisory store at ${shown(path)}; run custody db sync`, {
      path,
      cause: error,
    });
  return error;
};

/** Opens a store file. Throws StoreError, or HostError where the system does not let it be read. */
export const openReader = (path: string): StoreReader => {
  let source: FileSource;
  try {
    source = openSource(path);
  } catch (error) {
    throw explained(path, error);
  }
  let open = true;
  const checked = (span: Span): Buffer => {
    const [offset, length, crc] = span;
    if (!open) throw new StoreError('closed', 'the advisory store was closed before this read', { path });
    if (offset < HEADER || offset + length > source.size)
      throw new StoreError('damaged', `points outside itself (${length} bytes at ${offset})`, { path });
    const bytes = source.read(offset, length);
    if (crc32(bytes) !== crc)
      throw new StoreError('damaged', `has changed bytes between ${offset} and ${offset + length}`, { path });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  try {
    const header = decodeHeader(source.read(0, Math.min(HEADER, source.size)), source.size, path);
    return {
      path,
      header,
      source,
      json: (span) => {
        try {
          return JSON.parse(checked(span).toString('utf8')) as unknown;
        } catch (error) {
          throw explained(
            path,
            error instanceof SyntaxError
              ? new StoreError('damaged', 'holds no JSON where it should', { path })
              : error,
          );
        }
      },
      close: () => {
        open = false;
        source.close();
      },
    };
  } catch (error) {
    source.close();
    throw explained(path, error);
  }
};
