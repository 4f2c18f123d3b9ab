import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { HostError, type HttpPort, offlineHttp } from '@custody/host';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenData, layered, NO_INDEX } from './given.ts';
import { onlineIndex } from './online.ts';
import { readPage } from './page.ts';

const BASE = 'https://index.example/simple/demo/';
const METADATA =
  'Metadata-Version: 2.1\nName: Demo\nVersion: 1.1\nRequires-Dist: other>=2\nRequires-Python: >=3.9\n';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const file = (filename: string, more: object = {}): object => ({
  filename,
  url: `../../files/${filename}`,
  hashes: { sha256: sha(filename) },
  ...more,
});

const pageOf = (files: readonly object[], more: object = {}): Uint8Array =>
  Buffer.from(JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'demo', files, ...more }));

const read = (files: readonly object[]) => {
  const page = readPage(pageOf(files), 'demo', BASE);
  if (page.kind === 'unknown') throw new Error(page.reason);
  return page.value;
};

/** A network of fixed answers, and what was asked of it. */
const network = (
  answers: Readonly<Record<string, string | Uint8Array | number>>,
): Pick<HttpPort, 'get'> & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    get: (url, options) => {
      asked.push(`${url} ${options?.headers?.['accept'] ?? ''}`.trim());
      const found = answers[url] ?? 404;
      const status = typeof found === 'number' ? found : 200;
      const body = typeof found === 'number' ? new Uint8Array() : Buffer.from(found);
      return Promise.resolve({ status, headers: new Map(), body, url });
    },
  };
};

describe('a page', () => {
  test('is read as versions in order, each with what its files agree upon', () => {
    const { versions, files } = read([
      file('demo-1.10-py3-none-any.whl', {
        'requires-python': '>=3.9',
        'upload-time': '2026-02-01T00:00:00Z',
      }),
      file('demo-1.10.tar.gz', {
        'requires-python': '>=3.9',
        'upload-time': '2026-01-01T00:00:00Z',
        size: 7,
      }),
      file('demo-1.9.tar.gz', { yanked: 'broken' }),
      file('demo-1.8-py3-none-any.whl', { yanked: true }),
      file('demo-1.8.tar.gz'),
      file('demo-1.7-py2-none-any.whl', { 'requires-python': '<3' }),
      file('demo-1.7-py3-none-any.whl', { 'requires-python': '>=3' }),
    ]);
    expect(versions).toEqual([
      { version: '1.7' },
      { version: '1.8' },
      { version: '1.9', yanked: 'broken' },
      { version: '1.10', requiresPython: '>=3.9', uploaded: '2026-01-01T00:00:00Z' },
    ]);
    expect([...files.values()].at(-1)).toMatchObject([
      { name: 'demo-1.10-py3-none-any.whl', url: 'https://index.example/files/demo-1.10-py3-none-any.whl' },
      { name: 'demo-1.10.tar.gz', kind: 'sdist', size: 7, hashes: [{ algorithm: 'sha256' }] },
    ]);
  });

  test('leaves out what no installer takes: eggs, neighbours, other schemes, the clear beside the protected', () => {
    const { versions } = read([
      file('demo-1.0-py2.7.egg'),
      file('demo_two-1.0.tar.gz'),
      file('demo-1.1.tar.gz', { url: 'file:///etc/passwd' }),
      file('demo-1.2.tar.gz', { url: 'http://elsewhere.example/demo-1.2.tar.gz' }),
      file('demo-1.3.tar.gz'),
      { filename: 7 },
    ]);
    expect(versions.map(({ version }) => version)).toEqual(['1.3']);
  });

  test.each([
    ['no JSON', Buffer.from('<html>')],
    ['another major version', pageOf([], { meta: { 'api-version': '2.0' } })],
    ['no files', Buffer.from('{"meta":{"api-version":"1.0"}}')],
    ['a list', Buffer.from('[]')],
  ])('that is %s is unknown', (_what, bytes) => {
    expect(readPage(bytes, 'demo', BASE)).toMatchObject({ kind: 'unknown' });
  });

  test('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (files, meta) => {
        readPage(pageOf(files as object[], { meta }), 'demo', BASE);
      }),
    );
  });
});

describe('an index', () => {
  const wheel = 'demo-1.1-py3-none-any.whl';
  const urls = {
    [BASE]: pageOf([file(wheel, { 'core-metadata': { sha256: sha(METADATA) } }), file('demo-1.1.tar.gz')]),
    [`https://index.example/files/${wheel}.metadata`]: METADATA,
  };

  test('is asked once for a page and once for metadata, whatever the spelling', async () => {
    const http = network(urls);
    const index = onlineIndex({ http, index: 'https://index.example/simple/' });
    expect(await index.versions('Demo')).toEqual({ kind: 'known', value: [{ version: '1.1' }] });
    for (const version of ['1.1', '1.1.0'])
      expect(await index.metadata('demo', version)).toMatchObject({
        kind: 'known',
        value: { requiresDist: ['other>=2'], requiresPython: '>=3.9' },
      });
    expect(await index.files('demo', '1.1')).toMatchObject({ value: [{ name: wheel }, { kind: 'sdist' }] });
    expect(http.asked[0]).toBe(`${BASE} application/vnd.pypi.simple.v1+json`);
    expect(http.asked.filter((url) => url.startsWith(BASE))).toHaveLength(1);
  });

  test('whose metadata is not what its hash promises is not believed', async () => {
    const http = network({ ...urls, [`https://index.example/files/${wheel}.metadata`]: `${METADATA}X: y\n` });
    expect(
      await onlineIndex({ http, index: 'https://index.example/simple' }).metadata('demo', '1.1'),
    ).toEqual({
      kind: 'unknown',
      reason: 'the metadata of demo 1.1 is not the one whose hash the index names',
    });
  });

  test('that offers no metadata, no such version, no project, or no answer, does not know', async () => {
    const bare = onlineIndex({
      http: network({ [BASE]: pageOf([file(wheel)]) }),
      index: 'https://index.example/simple',
    });
    expect(await bare.metadata('demo', '1.1')).toMatchObject({ kind: 'unknown' });
    expect(await bare.metadata('demo', '9')).toEqual({
      kind: 'unknown',
      reason: 'the index has no files of demo 9',
    });
    expect(await bare.versions('absent')).toEqual({
      kind: 'unknown',
      reason: 'the index does not know absent',
    });
    const offline = onlineIndex({ http: offlineHttp, index: 'https://index.example/simple' });
    expect(await offline.versions('demo')).toMatchObject({ kind: 'unknown' });
  });

  test('lets an interrupt through: that is no fact about a package', async () => {
    const http = { get: () => Promise.reject(new HostError('aborted', 'interrupted')) };
    await expect(onlineIndex({ http, index: 'https://i.example' }).versions('demo')).rejects.toThrow(
      'interrupted',
    );
  });
});

describe('metadata at hand', () => {
  test('answers for its own version and nothing else; an index behind it for the rest', async () => {
    const given = givenData([Buffer.from(METADATA), Buffer.from('no metadata')]);
    expect(await given.metadata('demo', '1.1.0')).toMatchObject({ kind: 'known' });
    expect(await given.metadata('demo', '1.2')).toMatchObject({ kind: 'unknown' });
    expect(await given.versions('demo')).toMatchObject({ kind: 'unknown' });
    const both = layered([given, NO_INDEX]);
    expect(await both.metadata('demo', '1.1')).toMatchObject({ kind: 'known' });
    expect(await both.files('demo', '1.1')).toMatchObject({ kind: 'unknown' });
  });

  test('that is dynamic is not known', async () => {
    const dynamic = METADATA.replace('Requires-Dist: other>=2', 'Dynamic: Requires-Dist').replace(
      '2.1',
      '2.2',
    );
    const given = givenData([Buffer.from(dynamic)]);
    expect(await given.metadata('demo', '1.1')).toMatchObject({ kind: 'unknown' });
  });
});
