import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fixedEnvironment } from '../environment/environment.ts';
import { offlineHttp } from './offline.ts';
import { retryAfter } from './retry.ts';
import { clients } from './testing/client.ts';
import { servers } from './testing/server.ts';
import { assertOk } from './types.ts';
import { shownUrl } from './url.ts';

const serve = servers();
const client = clients();

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('get', () => {
  test('gives status, headers and body, and says who asks', async () => {
    let agent: string | undefined;
    const url = await serve((request, response) => {
      agent = request.headers['user-agent'];
      response.writeHead(404, { 'X-Thing': 'a' }).end('nothing here');
    });
    const answer = await client().get(`${url}/x`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-thing')).toBe('a');
    expect(text(answer.body)).toBe('nothing here');
    expect(agent).toMatch(/^custody\/1\.2\.3 \(/);
    expect(() => assertOk(answer)).toThrow(/status 404/);
  });

  test('inflates, and bounds what comes out of it', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000, 'a'))),
    );
    expect((await client().get(url)).body).toHaveLength(1_000_000);
    await expect(client().get(url, { maxBytes: 999_999 })).rejects.toMatchObject({ code: 'too-large' });
  });

  test('an encoding that was not asked for, and damaged gzip, are errors', async () => {
    const url = await serve((request, response) =>
      response.writeHead(200, { 'content-encoding': request.url === '/br' ? 'br' : 'gzip' }).end('not gzip'),
    );
    await expect(client().get(`${url}/br`)).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(client({ tries: 1 }).get(`${url}/gz`)).rejects.toMatchObject({ code: 'network' });
  });

  test('a body larger than allowed is not read to its end', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await expect(client().get(url, { maxBytes: 200_000 })).rejects.toMatchObject({ code: 'too-large' });
  });

  test('asks with conditions, and gives 304 as it is', async () => {
    const url = await serve((request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"a"' ? 304 : 200).end();
    });
    expect((await client().get(url, { etag: '"a"' })).status).toBe(304);
  });

  test('stops when told to', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort('SIGINT'));
    await expect(client().get(url, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  test.each(['ftp://example.org/', 'file:///etc/passwd', 'nonsense', ''])('%j is no URL', async (url) => {
    await expect(client().get(url)).rejects.toMatchObject({ code: 'bad-url' });
  });
});

describe('what may pass is tried again', () => {
  test('with growing pauses, as often as said', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(503).end();
    });
    const http = client({ tries: 4 });
    expect((await http.get(url)).status).toBe(503);
    expect(asked).toBe(4);
    expect(http.pauses).toEqual([500, 1000, 2000]);
  });

  test('as the server asks, up to a minute', async () => {
    const asks = ['7', 'Thu, 01 Jan 2026 00:00:09 GMT', '3600'];
    const url = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': asks.shift() ?? '0' }).end();
    });
    const http = client();
    expect((await http.get(url)).status).toBe(429);
    expect(http.pauses).toEqual([7000, 9000]);
    expect(retryAfter('soon', 0)).toBeUndefined();
    expect(retryAfter('-1', 0)).toBeUndefined();
  });

  test('a connection that breaks, within a body too', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else if (asked === 2) {
        response.writeHead(200, { 'content-length': '10' }).write('half');
        setImmediate(() => request.socket.destroy());
      } else response.end('whole');
    });
    expect(text((await client().get(url)).body)).toBe('whole');
    expect(asked).toBe(3);
  });

  test('a server that says nothing', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      if (asked > 1) response.end('late');
    });
    expect(text((await client({ idleTimeout: 100 }).get(url)).body)).toBe('late');
  });

  test('but not what will not pass', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(403).end();
    });
    expect((await client().get(url)).status).toBe(403);
    expect(asked).toBe(1);
  });

  test('nobody there is an error that names the place, not the password', async () => {
    const url = await serve(() => {});
    const port = new URL(url).port;
    const failure = client({ tries: 1 }).get(`http://user:secret@127.0.0.1:1/path?token=hidden#${port}`);
    await expect(failure).rejects.toMatchObject({ code: 'network' });
    await failure.catch((error: unknown) => {
      expect(String(error)).toContain('127.0.0.1:1/path');
      expect(String(error)).not.toMatch(/secret|hidden|user/);
    });
    expect(shownUrl('https://u:p@h/a?b=c')).toBe('https://h/a?…');
  });
});

describe('redirects', () => {
  test('are followed, five of them; secrets stay with the origin', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('there');
    });
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: request.url === '/a' ? '/b' : `${other}/c` }).end();
    });
    const answer = await client().get(`${url.replace('http://', 'http://me:pass@')}/a`);
    expect(text(answer.body)).toBe('there');
    expect(answer.url).toBe(`${other}/c`);
    expect(seen).toEqual(['Basic bWU6cGFzcw==', 'Basic bWU6cGFzcw==', undefined]);
  });

  test('in a circle end', async () => {
    const url = await serve((_request, response) => response.writeHead(301, { location: '/' }).end());
    await expect(client().get(url)).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test.each([undefined, 'ftp://example.org/', 'http://['])('to %j are errors', async (location) => {
    const url = await serve((_request, response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(),
    );
    await expect(client().get(url)).rejects.toMatchObject({ name: 'HostError' });
  });
});

describe('proxies', () => {
  test('are used where the environment names one, and not for hosts that it excepts', async () => {
    const origin = await serve((_request, response) => response.end('direct'));
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      response.end('through the proxy');
    });
    const through = client({
      environment: fixedEnvironment({ http_proxy: proxy, HTTP_PROXY: 'http://127.0.0.1:1' }),
    });
    expect(text((await through.get(`${origin}/x`)).body)).toBe('through the proxy');
    expect(asked).toEqual([`${origin}/x`]);
    const around = client({ environment: fixedEnvironment({ HTTP_PROXY: proxy, NO_PROXY: '127.0.0.1' }) });
    expect(text((await around.get(`${origin}/x`)).body)).toBe('direct');
  });

  test('that are no URL are an error without their text', async () => {
    const broken = client({ environment: fixedEnvironment({ https_proxy: 'http://user:secret@[nonsense' }) });
    const failure = broken.get('https://127.0.0.1:1/');
    await expect(failure).rejects.toMatchObject({ code: 'bad-environment' });
    await expect(failure).rejects.not.toThrow(/secret/);
  });
});

test('offline, every call is refused', async () => {
  await expect(offlineHttp.get('https://u:p@example.org/x?y')).rejects.toMatchObject({ code: 'offline' });
  await expect(offlineHttp.download('https://example.org/', 'x', { maxBytes: 1 })).rejects.toMatchObject({
    code: 'offline',
  });
});
