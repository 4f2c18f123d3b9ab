import { HostError } from '../error.ts';
import type { HttpPort, HttpSender } from './types.ts';
import { shownUrl } from './url.ts';

const refuse = (url: string): Promise<never> =>
  Promise.reject(new HostError('offline', `${shownUrl(url)} was not asked: this run is offline`));

/** A network that refuses every call: HostError `offline`. */
export const offlineHttp: HttpPort & HttpSender = {
  get: refuse,
  download: refuse,
  send: refuse,
  close: () => {},
};
