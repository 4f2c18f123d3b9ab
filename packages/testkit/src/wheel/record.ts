import { createHash } from 'node:crypto';

/** One row of RECORD, as text: path, `algorithm=digest`, size. Empty strings where RECORD leaves a field empty. */
export type RecordRow = { readonly path: string; readonly hash: string; readonly size: string };

/** Digest as RECORD writes it: URL-safe base64 without padding. */
export const recordHash = (content: Uint8Array, algorithm = 'sha256'): string =>
  `${algorithm}=${createHash(algorithm).update(content).digest('base64url')}`;

const field = (text: string): string => (/[",\r\n]|^ /.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows in the dialect of Python's csv module, with `\n`. Recording installed projects, the RECORD file. */
export const formatRecord = (rows: readonly RecordRow[]): string =>
  rows.map((row) => `${field(row.path)},${row.hash},${row.size}\n`).join('');
