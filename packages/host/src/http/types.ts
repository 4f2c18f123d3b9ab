import { HostError } from '../error.ts';
import { shownUrl } from './url.ts';

export type HttpOptions = {
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of the body, after inflating; 32 MiB unless said. More ends the call with HostError `too-large`. */
  readonly maxBytes?: number;
  /** What was got before, as its answer named it: the server may then say that it is still so (status 304, no body). */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly signal?: AbortSignal;
};

export type HttpAnswer = {
  /** Any status but redirects, which are followed. */
  readonly status: number;
  /** By name in lower case; several of one name joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Where the answer came from in the end, safe to print. */
  readonly url: string;
};

export type DownloadOptions = {
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
  /** Called as bytes arrive: how many more, and how many there are in all where the server says so (else 0). */
  readonly onBytes?: (more: number, total: number) => void;
};

export type Downloaded = {
  readonly path: string;
  readonly size: number;
  readonly headers: ReadonlyMap<string, string>;
};

/** The network, as far as custody uses it: reading. */
export type HttpPort = {
  /**
   * Reads a URL. Passing failures are tried again. Throws HostError `offline`, `network`, `untrusted`, `bad-answer`, `bad-url`,
   * `too-large` or `aborted`; a status such as 404 is an answer, not an error.
   */
  readonly get: (url: string, options?: HttpOptions) => Promise<HttpAnswer>;
  /**
   * Reads a URL into a file that appears when it is complete. What an earlier call left behind is continued where the server can.
   * Throws as `get`, and HostError `bad-answer` for any status but success.
   */
  readonly download: (url: string, path: string, options: DownloadOptions) => Promise<Downloaded>;
  /** Lets go of connections that are kept open. */
  readonly close: () => void;
};

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes of the answer's body, after inflating; 32 MiB unless said. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
};

/** The network, where custody sends something. */
export type HttpSender = {
  /**
   * Sends a request once, to this place alone: what is sent may be a secret, and twice may not be the same as once, so redirects
   * are not followed and nothing is tried again. Throws as `HttpPort.get`; any status but redirects is an answer.
   */
  readonly send: (url: string, request: HttpRequest) => Promise<HttpAnswer>;
};

/** Throws HostError `bad-answer` where a status is none of success. Gives the answer back. */
export const assertOk = (answer: HttpAnswer): HttpAnswer => {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new HostError('bad-answer', `${shownUrl(answer.url)} answers with status ${answer.status}`);
};
