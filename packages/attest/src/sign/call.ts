import { HostError } from '@custody/host';
import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { textMember } from '../json/value.ts';
import { SignError } from './error.ts';
import type { ServiceAnswer, ServiceRequest, SigningPorts } from './types.ts';

const ATTEMPTS = 4;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const MAX_ANSWER = 2 ** 20;

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

const wordsOf = ({ status, body }: ServiceAnswer): string => {
  const read = readJson(body.subarray(0, 4096));
  const said = read.kind === 'read' ? textMember(read.value, 'message') : undefined;
  return said === undefined ? `status ${status}` : `status ${status}: ${said.slice(0, 200)}`;
};

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return 'a URL that is none';
  }
};

/**
 * Asks a service; failures that may pass (no answer, 408, 429, 5xx) are tried again, each time after twice as long, or after
 * as long as the service says. Throws SignError `service`.
 */
export const call = async (
  ports: SigningPorts,
  what: string,
  request: ServiceRequest,
  accepted: readonly number[] = [200, 201],
): Promise<ServiceAnswer> => {
  let last = '';
  for (let attempt = 1; ; attempt += 1) {
    let wait = FIRST_WAIT * 2 ** (attempt - 1);
    try {
      const answer = await ports.exchange(request);
      if (answer.body.length > MAX_ANSWER) throw new SignError('bad-answer', `${what} answers with too much`);
      if (accepted.includes(answer.status)) return answer;
      last = wordsOf(answer);
      if (!isPassing(answer.status))
        throw new SignError('service', `${what} at ${hostOf(request.url)} refuses: ${last}`);
      const after = answer.headers.get('retry-after') ?? '';
      if (/^\d{1,4}$/.test(after)) wait = Number(after) * 1000;
    } catch (error) {
      if (error instanceof SignError || (error instanceof HostError && error.code === 'aborted')) throw error;
      last = error instanceof Error ? error.message : 'no answer';
    }
    if (attempt === ATTEMPTS)
      throw new SignError(
        'service',
        `${what} at ${hostOf(request.url)} does not answer, asked ${ATTEMPTS} times: ${last}`,
      );
    await ports.wait(Math.min(wait, LONGEST_WAIT));
  }
};

/** A JSON document sent by POST. */
export const posted = (url: string, value: unknown): ServiceRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: Buffer.from(JSON.stringify(value), 'utf8'),
});

/** An answer's body as JSON. Throws SignError `bad-answer`. */
export const jsonOf = (what: string, answer: ServiceAnswer): Json => {
  const read = readJson(answer.body);
  if (read.kind === 'read') return read.value;
  throw new SignError(
    'bad-answer',
    `${what} answers with something that is no JSON: ${read.problems[0].message}`,
  );
};
