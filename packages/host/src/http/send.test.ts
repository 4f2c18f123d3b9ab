import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { fixedEnvironment } from '../environment/environment.ts';
import { offlineHttp } from './offline.ts';
import { clients } from './testing/client.ts';
import { type Handler, servers } from './testing/server.ts';

const serve = servers();
const client = clients();

/** Answers with what it was asked. */
const echo: Handler = (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(parts).toString('utf8') }));
  });
};

const said = (body: Uint8Array): unknown => JSON.parse(Buffer.from(body).toString('utf8'));

describe('what is sent', () => {
  test('arrives whole, with the user agent and a length', async () => {
    const url = await serve(echo);
    const { status, body } = await client().send(`${url}/a?b`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'User-Agent': 'mine' },
      body: Buffer.from('{"ü":1}'),
    });
    expect(status).toBe(200);
    expect(said(body)).toMatchObject({
      method: 'POST',
      url: '/a?b',
      body: '{"ü":1}',
      headers: {
        'content-length': '8',
        'content-type': 'application/json',
        'user-agent': expect.stringMatching(/^custody\/1\.2\.3 /) as string,
      },
    });
  });

  test('goes through the proxy that the environment names', async () => {
    const proxy = await serve(echo);
    const http = client({ environment: fixedEnvironment({ HTTP_PROXY: proxy }) });
    const { body } = await http.send('http://authority.example/x', {
      method: 'POST',
      body: Buffer.from('y'),
    });
    expect(said(body)).toMatchObject({ url: 'http://authority.example/x', body: 'y' });
  });

  test('is sent once: failures that may pass are for the caller', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(503, { 'retry-after': '1' }).end();
    });
    const http = client();
    const answer = await http.send(url, { method: 'POST', body: Buffer.from('x') });
    expect([answer.status, answer.headers.get('retry-after'), asked, http.pauses]).toEqual([503, '1', 1, []]);
  });

  test('is not sent elsewhere', async () => {
    const elsewhere: string[] = [];
    const other = await serve((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await serve((_, response) => response.writeHead(status, { location: other }).end());
      await expect(client().send(url, { method: 'POST', body: Buffer.from('token') })).rejects.toMatchObject({
        code: 'bad-answer',
      });
    }
    expect(elsewhere).toEqual([]);
  });

  test('too long an answer, nobody there, no URL, an interrupt: each its own error', async () => {
    const url = await serve((_, response) => response.end('12345'));
    const http = client();
    await expect(http.send(url, { method: 'GET', maxBytes: 4 })).rejects.toMatchObject({ code: 'too-large' });
    await expect(http.send('http://127.0.0.1:1', { method: 'GET' })).rejects.toMatchObject({
      code: 'network',
    });
    await expect(http.send('file:///etc/passwd', { method: 'GET' })).rejects.toMatchObject({
      code: 'bad-url',
    });
    const signal = AbortSignal.abort();
    await expect(http.send(url, { method: 'GET', signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(offlineHttp.send(url, { method: 'GET' })).rejects.toMatchObject({ code: 'offline' });
  });
});
