import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ensureDirectory } from '../files/directory.ts';
import { readWhole } from '../files/read.ts';
import { writeAtomically } from '../files/write.ts';
import type { HttpAnswer, HttpPort } from './types.ts';

/** Bytes of an answer that is worth keeping. */
const MAX_ENTRY = 64 * 1024 * 1024;

type Entry = {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly body: Uint8Array;
  readonly headers: ReadonlyMap<string, string>;
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** One line of JSON, then the body, whose digest the line holds. Anything that does not fit counts as not there. */
const readEntry = (path: string): Entry | undefined => {
  try {
    const bytes = Buffer.from(readWhole(path, MAX_ENTRY));
    const end = bytes.indexOf(0x0a);
    const head = JSON.parse(bytes.toString('utf8', 0, end)) as {
      readonly headers: readonly (readonly [string, string])[];
      readonly digest: string;
    };
    const body = bytes.subarray(end + 1);
    if (sha256(body) !== head.digest) return undefined;
    const headers = new Map(head.headers);
    const etag = headers.get('etag');
    const lastModified = headers.get('last-modified');
    return {
      body,
      headers,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    };
  } catch {
    return undefined;
  }
};

const writeEntry = async (directory: string, path: string, answer: HttpAnswer): Promise<void> => {
  try {
    ensureDirectory(directory);
    const head = JSON.stringify({ headers: [...answer.headers], digest: sha256(answer.body) });
    await writeAtomically(path, (sink) => {
      sink.write(Buffer.from(`${head}\n`));
      sink.write(answer.body);
    });
  } catch {
    // A cache that cannot be written makes the next run slower, not wrong.
  }
};

/**
 * Keeps answers that name a validator (ETag, Last-Modified) in a directory, and asks the server each time whether they still hold.
 * Never answers without having asked. Calls that carry credentials, or conditions of their own, pass by.
 */
export const cachedHttp = (http: HttpPort, directory: string): HttpPort => ({
  ...http,
  get: async (url, options = {}) => {
    const own = Object.keys(options.headers ?? {}).some((name) => /^(authorization|cookie)$/i.test(name));
    const parsed = URL.parse(url);
    const secret = own || parsed === null || parsed.username !== '' || parsed.password !== '';
    if (secret || options.etag !== undefined || options.lastModified !== undefined)
      return http.get(url, options);
    const path = join(directory, `${sha256(JSON.stringify([url, options.headers ?? {}]))}.http`);
    const entry = readEntry(path);
    const { etag, lastModified } = entry ?? {};
    const answer = await http.get(url, {
      ...options,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    });
    if (answer.status === 304 && entry !== undefined)
      return { ...answer, status: 200, headers: entry.headers, body: entry.body };
    const validated = answer.headers.has('etag') || answer.headers.has('last-modified');
    if (answer.status === 200 && validated && answer.body.length < MAX_ENTRY / 2)
      await writeEntry(directory, path, answer);
    return answer;
  },
});
