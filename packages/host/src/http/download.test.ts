import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cachedHttp } from './cache.ts';
import { clients } from './testing/client.ts';
import { servers } from './testing/server.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-http-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const at = (name: string): string => join(directory, name);

const serve = servers();
const client = clients();

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

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
