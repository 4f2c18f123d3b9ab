import { type HttpAnswer, HostError, type HttpPort } from '@custody/host';
import { describe, expect, test } from 'vitest';
import { provenanceIndex } from './provenance.ts';

const INDEX = 'https://index.example/simple';
const NAME = 'Widget-1.0.tar.gz';
const PAGE = `${INDEX}/widget/`;
const PROVENANCE = 'https://index.example/integrity/widget/1.0/Widget-1.0.tar.gz/provenance';

type Answers = Readonly<Record<string, readonly [status: number, body: string]>>;

const ask = async (answers: Answers, name = NAME, index = INDEX) => {
  const asked: string[] = [];
  const http: Pick<HttpPort, 'get'> = {
    get: (url, options = {}) => {
      asked.push(`${url} ${options.headers?.['accept']?.split(',')[0] ?? ''}`);
      const [status, body] = answers[url] ?? [404, ''];
      const answer: HttpAnswer = { status, headers: new Map(), body: Buffer.from(body), url };
      return Promise.resolve(answer);
    },
  };
  const source = provenanceIndex({ http, index });
  const first = await source.provenanceOf(name);
  expect(await source.provenanceOf(name)).toEqual(first);
  return { answer: first, asked };
};

const page = (provenance: unknown): string =>
  JSON.stringify({ meta: { 'api-version': '1.3' }, files: [{ filename: NAME, url: 'x', provenance }] });

describe('provenance of an index', () => {
  test('is where the project’s page says, and the page is asked for once', async () => {
    const { answer, asked } = await ask({ [PAGE]: [200, page(PROVENANCE)], [PROVENANCE]: [200, '{}'] });
    expect(answer).toEqual({
      kind: 'evidence',
      file: { kind: 'signed', path: PROVENANCE, bytes: Buffer.from('{}') },
    });
    expect(asked.filter((one) => one.startsWith(PAGE))).toEqual([
      `${PAGE} application/vnd.pypi.simple.v1+json`,
    ]);
    expect(asked[1]).toBe(`${PROVENANCE} application/vnd.pypi.integrity.v1+json`);
  });

  test.each([
    ['no such project', {}, 'does not know widget'],
    ['no such file', { [PAGE]: [200, '{"files":[]}'] }, 'no file of that name'],
    ['no provenance', { [PAGE]: [200, page(null)] }, 'no provenance'],
    ['an index that does not speak of provenance', { [PAGE]: [200, page(undefined)] }, 'no provenance'],
    ['provenance that is gone', { [PAGE]: [200, page(PROVENANCE)] }, 'no provenance'],
  ] as const)('%s: none, and why', async (_, answers, why) => {
    const { answer } = await ask(answers);
    expect(answer).toMatchObject({ kind: 'none', why: expect.stringContaining(why) as string });
  });

  test('a name that is none of a distribution is not asked for', async () => {
    const { answer, asked } = await ask({}, 'notes.txt');
    expect(answer.kind).toBe('none');
    expect(asked).toEqual([]);
  });

  test('what its administrators have disabled is there, and cannot be read', async () => {
    const { answer } = await ask({ [PAGE]: [200, page(PROVENANCE)], [PROVENANCE]: [403, ''] });
    expect(answer).toMatchObject({ kind: 'evidence', file: { kind: 'unreadable' } });
  });

  test.each([
    ['HTML', { [PAGE]: [200, '<!DOCTYPE html>'] }],
    ['a JSON of something else', { [PAGE]: [200, '[]'] }],
    ['an error', { [PAGE]: [500, ''] }],
    ['provenance without TLS', { [PAGE]: [200, page('http://elsewhere.example/p')] }],
    ['provenance in a file', { [PAGE]: [200, page('file:///etc/passwd')] }],
    ['provenance that fails', { [PAGE]: [200, page(PROVENANCE)], [PROVENANCE]: [502, ''] }],
  ] as const)('%s: the source is unusable', async (_, answers) => {
    await expect(ask(answers)).rejects.toThrow(HostError);
  });

  test('who may read the index may read its provenance; another host is told no password', async () => {
    const index = 'https://me:secret@index.example/simple';
    const own = 'https://me:secret@index.example/p';
    const { answer, asked } = await ask(
      { [`${index}/widget/`]: [200, page('https://index.example/p')], [own]: [200, '{}'] },
      NAME,
      index,
    );
    expect(answer).toMatchObject({ kind: 'evidence', file: { path: 'https://index.example/p' } });
    expect(asked[1]).toContain(own);
    const away = await ask({ [`${index}/widget/`]: [200, page('https://other.example/p')] }, NAME, index);
    expect(away.asked[1]).toContain('https://other.example/p');
  });

  test('what stands in a URL besides its place is not told', async () => {
    const secret = `${PROVENANCE}?token=secret`;
    const { answer } = await ask({ [PAGE]: [200, page(secret)], [secret]: [200, '{}'] });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});
