import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock/clock.ts';
import { fixedEnvironment } from '../environment/environment.ts';
import { cachedHttp } from './cache.ts';
import { createHttp, type HttpClientOptions } from './client.ts';
import { offlineHttp } from './offline.ts';
import { retryAfter } from './retry.ts';
import { servers } from './testing/server.ts';
import { assertOk, type HttpPort } from './types.ts';
import { shownUrl } from './url.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-http-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const at = (name: string): string => join(directory, name);

const serve = servers();
const open: HttpPort[] = [];
afterEach(() => {
  for (const http of open.splice(0)) http.close();
});

const client = (options: Partial<HttpClientOptions> = {}): HttpPort & { readonly pauses: number[] } => {
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

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) process.stderr.write('openssl is absent: tests of certificates are skipped\n');

describe.skipIf(!hasOpenssl)('certificates', () => {
  const secured = async (
    handler: Parameters<typeof createTlsServer>[1],
  ): Promise<{ url: string; cert: string; close: () => void }> => {
    const [key, cert] = [at('key.pem'), at('cert.pem')];
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=test',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ]);
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      cert: readFileSync(cert, 'utf8'),
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  };

  test('of unknown authorities are refused, known ones are taken; https never leads to http', async () => {
    const plain = await serve((_request, response) => response.end('unprotected'));
    const { url, cert, close } = await secured((request, response) => {
      if (request.url === '/down') response.writeHead(302, { location: plain }).end();
      else response.end('safe');
    });
    try {
      const failure = client({ tries: 1 }).get(url);
      await expect(failure).rejects.toMatchObject({ code: 'untrusted' });
      await expect(failure).rejects.toThrow(/NODE_EXTRA_CA_CERTS/);
      const trusting = client({ authorities: [cert] });
      expect(text((await trusting.get(url)).body)).toBe('safe');
      await expect(trusting.get(`${url}/down`)).rejects.toMatchObject({ code: 'bad-answer' });
    } finally {
      close();
    }
  });

  test('hold through a proxy too', async () => {
    const { url, cert, close } = await secured((_request, response) => void response.end('safe'));
    const { createServer } = await import('node:http');
    const tunnelled: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, socket, head) => {
      tunnelled.push(request.url);
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const environment = fixedEnvironment({
        HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      });
      expect(text((await client({ environment, authorities: [cert] }).get(url)).body)).toBe('safe');
      expect(tunnelled).toEqual([new URL(url).host]);
      await expect(client({ environment, tries: 1 }).get(url)).rejects.toMatchObject({ code: 'untrusted' });
    } finally {
      close();
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

describe('download', () => {
  const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

  test('writes a file when it is complete', async () => {
    const url = await serve((_request, response) => response.end(content));
    const path = at('whole');
    let bytes = 0;
    const { size } = await client().download(url, path, {
      maxBytes: 1e6,
      onBytes: (more) => void (bytes += more),
    });
    expect([size, bytes]).toEqual([content.length, content.length]);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  test('goes on where it broke off, as long as the server has the same', async () => {
    const ranges: (string | undefined)[] = [];
    let tag = '"one"';
    const url = await serve((request, response) => {
      const { range, 'if-range': condition } = request.headers;
      ranges.push(range);
      const from = range !== undefined && condition === tag ? Number(/\d+/.exec(range)?.[0]) : 0;
      response.writeHead(from > 0 ? 206 : 200, {
        etag: tag,
        'content-length': content.length - from,
        ...(from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
      });
      if (ranges.length === 1 || ranges.length === 3) {
        response.write(content.subarray(0, 50_000));
        setTimeout(() => request.socket.destroy(), 50);
      } else response.end(content.subarray(from));
    });
    const path = at('resumed');
    await client().download(url, path, { maxBytes: 1e6 });
    expect(ranges).toHaveLength(2);
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readFileSync(path).equals(content)).toBe(true);
    await expect(client({ tries: 1 }).download(url, path, { maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'network',
    });
    tag = '"two"';
    await client().download(url, path, { maxBytes: 1e6 });
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  test('is bounded, and any status but success is an error that leaves the old file', async () => {
    const url = await serve((request, response) =>
      request.url === '/no' ? response.writeHead(404).end() : response.end(content),
    );
    const path = at('kept');
    writeFileSync(path, 'before');
    await expect(client().download(url, path, { maxBytes: 99_999 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(client().download(`${url}/no`, path, { maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'bad-answer',
    });
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  test('into a place that is not there says so', async () => {
    const url = await serve((_request, response) => response.end(content));
    await expect(client().download(url, at('no/such/file'), { maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the cache', () => {
  test('asks each time, and gives what it kept where it still holds', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v"', 'content-type': 'text/x' }).end('kept');
    });
    const http = cachedHttp(client(), at('cache'));
    for (let round = 0; round < 2; round += 1) {
      const answer = await http.get(url);
      expect([answer.status, text(answer.body), answer.headers.get('content-type')]).toEqual([
        200,
        'kept',
        'text/x',
      ]);
    }
    expect(asked).toEqual([undefined, '"v"']);
    const [name = ''] = readdirSync(at('cache'));
    const file = join(at('cache'), name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/kept$/, 'bent'));
    expect(text((await http.get(url)).body)).toBe('kept');
    expect(asked[2]).toBeUndefined();
    await http.get(url, { headers: { Authorization: 'x' } });
    expect(asked[3]).toBeUndefined();
  });
});

test('offline, every call is refused', async () => {
  await expect(offlineHttp.get('https://u:p@example.org/x?y')).rejects.toMatchObject({ code: 'offline' });
  await expect(offlineHttp.download('https://example.org/', at('x'), { maxBytes: 1 })).rejects.toMatchObject({
    code: 'offline',
  });
});
