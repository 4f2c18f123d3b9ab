import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { HostError, isSystemError, systemCode } from '../error.ts';
import { readFailure, writeFailure } from '../files/failure.ts';
import { systemFiles } from '../files/port.ts';
import { readWhole } from '../files/read.ts';
import { writeAtomically } from '../files/write.ts';
import { eachChunk } from './body.ts';
import { httpFailure, isPassingStatus } from './failure.ts';
import { follow } from './follow.ts';
import { withRetries } from './retry.ts';
import type { Client } from './shared.ts';
import { within } from './time.ts';
import type { Downloaded, DownloadOptions } from './types.ts';
import { shownUrl } from './url.ts';

/** Milliseconds for the whole of one try: an hour. */
const DEADLINE = 3_600_000;

/** What the file system says, and the network does not. */
const DISK = /^E(NOSPC|ACCES|ROFS|DQUOT|NOENT|EXIST|ISDIR|NOTDIR|FBIG|IO)$/;

/** What is known of a part that is on disk: continued only where the server still has the very same. */
type Part = { readonly size: number; readonly etag: string };

const readPart = (path: string, url: string): Part | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(readWhole(`${path}.json`, 10_000)).toString('utf8'));
    const size = Number(systemFiles.stat(path).size);
    if (typeof value !== 'object' || value === null || !('etag' in value) || !('url' in value))
      return undefined;
    // RFC 9110, 13.1.5: a weak validator does not do for ranges.
    return value.url === url &&
      typeof value.etag === 'string' &&
      /^"[\x21-\x7e]*"$/.test(value.etag) &&
      size > 0
      ? { size, etag: value.etag }
      : undefined;
  } catch {
    return undefined;
  }
};

const forget = (path: string): void => {
  for (const each of [path, `${path}.json`])
    try {
      systemFiles.unlink(each);
    } catch {
      // Gone already, or a nuisance that the next download overwrites.
    }
};

const tryOnce = async (
  client: Client,
  url: string,
  part: string,
  { maxBytes, signal, onBytes }: DownloadOptions,
): Promise<{
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly size: number;
}> => {
  // What follows a `?` may be a token: only the printable part is written down.
  const known = readPart(part, shownUrl(url));
  const agents = await client.agents();
  return within(DEADLINE, signal, async (inner) => {
    const headers = {
      'accept-encoding': 'identity',
      'user-agent': client.userAgent,
      ...(known === undefined ? {} : { range: `bytes=${known.size}-`, 'if-range': known.etag }),
    };
    const answer = await follow(url, headers, agents, client.idle, inner);
    const { status } = answer;
    if (status !== 200 && status !== 206) {
      answer.message.destroy();
      // The part on disk is of no use to this server.
      if (status === 416) forget(part);
      return { status, headers: answer.headers, size: 0 };
    }
    const from = status === 206 ? (known?.size ?? 0) : 0;
    if (status === 206 && !(answer.headers.get('content-range') ?? '').startsWith(`bytes ${from}-`))
      throw new HostError('bad-answer', `${shownUrl(url)} answers with another part than was asked for`);
    const etag = answer.headers.get('etag');
    if (from === 0) {
      const note = JSON.stringify({ url: shownUrl(url), etag: etag ?? '' });
      await writeAtomically(`${part}.json`, (sink) => sink.write(Buffer.from(note)));
    }
    const flags =
      constants.O_WRONLY |
      constants.O_CREAT |
      (from === 0 ? constants.O_TRUNC : 0) |
      (constants.O_NOFOLLOW ?? 0);
    const descriptor = systemFiles.open(part, flags, 0o666);
    try {
      const total = from + Number(answer.headers.get('content-length') ?? 0);
      onBytes?.(from, total);
      let at = from;
      await eachChunk(answer, url, maxBytes - from, (chunk) => {
        for (let done = 0; done < chunk.length; )
          done += systemFiles.write(descriptor, chunk, done, chunk.length - done, at + done);
        at += chunk.length;
        onBytes?.(chunk.length, total);
      });
      systemFiles.fsync(descriptor);
      return { status: 200, headers: answer.headers, size: at };
    } finally {
      systemFiles.close(descriptor);
    }
  });
};

/** Reads a URL into `path`; until it is complete the bytes are in `path.part`, where a later call finds them. */
export const download = async (
  client: Client,
  url: string,
  path: string,
  options: DownloadOptions,
): Promise<Downloaded> => {
  const part = `${path}.part`;
  const answer = await withRetries(client.retry, options.signal, async () => {
    try {
      return await tryOnce(client, url, part, options);
    } catch (error) {
      if (isSystemError(error) && DISK.test(systemCode(error))) throw writeFailure(path, error);
      throw httpFailure(url, error, options.signal);
    }
  });
  if (answer.status !== 200)
    throw new HostError(
      'bad-answer',
      `${shownUrl(url)} answers with status ${answer.status}${isPassingStatus(answer.status) ? '; try again later' : ''}`,
    );
  try {
    systemFiles.rename(part, path);
    forget(part);
  } catch (error) {
    throw readFailure(path, error);
  }
  return { path, size: answer.size, headers: answer.headers };
};
