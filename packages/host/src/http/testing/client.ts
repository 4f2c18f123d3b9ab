import { afterEach } from 'vitest';
import { fixedClock } from '../../clock/clock.ts';
import { fixedEnvironment } from '../../environment/environment.ts';
import { createHttp, type HttpClientOptions } from '../client.ts';
import type { HttpPort, HttpSender } from '../types.ts';

export type TestClient = HttpPort &
  HttpSender & {
    /** Milliseconds that it would have waited. */
    readonly pauses: readonly number[];
  };

/** Clients that never really wait, closed after each test. */
export const clients = (): ((options?: Partial<HttpClientOptions>) => TestClient) => {
  const open: HttpPort[] = [];
  afterEach(() => {
    for (const http of open.splice(0)) http.close();
  });
  return (options: Partial<HttpClientOptions> = {}): TestClient => {
    const pauses: number[] = [];
    const http = createHttp({
      environment: fixedEnvironment(),
      clock: fixedClock('2026-01-01T00:00:00Z'),
      version: '1.2.3',
      random: () => 1,
      sleep: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
      ...options,
    });
    open.push(http);
    return { ...http, pauses };
  };
};
