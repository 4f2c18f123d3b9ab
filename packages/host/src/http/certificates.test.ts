import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { fixedEnvironment } from '../environment/environment.ts';
import { clients } from './testing/client.ts';
import { servers } from './testing/server.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-http-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const at = (name: string): string => join(directory, name);

const serve = servers();
const client = clients();

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

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
