import { Buffer } from 'node:buffer';
import { assertOk, HostError, type HttpPort } from '@custody/host';
import { LIMITS } from '../osv/limits.ts';
import { type OsvReading, parseOsv } from '../osv/read.ts';
import { recordUrl } from './places.ts';

/** Calls at a time. */
const AT_ONCE = 8;

export type Got = { readonly place: string; readonly reading: OsvReading };

/**
 * Gets records one by one, a few at a time, in the order of `ids`. Undefined where one of them cannot be had or is another than was
 * asked for: then the archive is the better way. Throws HostError `aborted`, `offline`, `network`.
 */
export const getRecords = async (
  http: HttpPort,
  base: string,
  ecosystem: string,
  ids: readonly string[],
  options: { readonly signal?: AbortSignal; readonly onRecord?: () => void },
): Promise<readonly Got[] | undefined> => {
  const got: Got[] = [];
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    while (next < ids.length && !failed) {
      const index = next;
      next += 1;
      const id = ids[index] ?? '';
      const url = recordUrl(base, ecosystem, id);
      const { signal } = options;
      try {
        const { body } = assertOk(
          await http.get(url, { maxBytes: LIMITS.record, ...(signal === undefined ? {} : { signal }) }),
        );
        const reading = parseOsv(Buffer.from(body).toString('utf8'));
        if (reading.record !== undefined && reading.record.id !== id) failed = true;
        got[index] = { place: url, reading };
        options.onRecord?.();
      } catch (error) {
        failed = true;
        if (!(error instanceof HostError) || error.code !== 'bad-answer') throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, work));
  return failed ? undefined : got;
};
