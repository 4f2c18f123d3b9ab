/** `custody pin` where it may ask indexes: those that a person names, on loopback here. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ran, STACK_TRACE, startCustody } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

const dir = scratch();
const servers: Server[] = [];
let pages = new Map<string, Handler>();
let asked: string[] = [];
let [index, other] = ['', ''];

const listen = async (handler: Handler): Promise<string> => {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  const answer =
    (of: string): Handler =>
    (request, response) => {
      const { url = '', headers } = request;
      asked.push(
        [of, url, headers['if-none-match'], headers.authorization]
          .filter((one) => one !== undefined)
          .join(' '),
      );
      const page = pages.get(`${of}${url}`) ?? pages.get(url);
      if (page === undefined) response.writeHead(404).end();
      else page(request, response);
    };
  index = `${await listen(answer('index'))}/simple`;
  other = `${await listen(answer('other'))}/simple`;
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const write = (path: string, text: string): void => {
  mkdirSync(dir.at(path, '..'), { recursive: true });
  writeFileSync(dir.at(path), text);
};

const pin = (...args: readonly string[]): Promise<Ran> =>
  startCustody(['pin', ...args, 'repo'], {
    cwd: dir.at(),
    env: { XDG_DATA_HOME: dir.at('data'), HOME: dir.at(), NO_PROXY: '127.0.0.1' },
  }).ended;

const body = (name: string, more: object = {}): string =>
  JSON.stringify({
    meta: { 'api-version': '1.1' },
    name,
    files: [
      { filename: `${name}-1.0-py3-none-any.whl`, hashes: { sha256: A }, url: 'x' },
      { filename: `${name}-1.0.tar.gz`, hashes: { sha256: B }, url: 'x' },
    ],
    ...more,
  });

const send =
  (text: string, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) =>
    response.writeHead(200, { 'content-type': JSON_TYPE, ...headers }).end(text);

const kept = (url = index): string =>
  dir.at('data/custody/index-data', url.replace('http://', '').replace(':', '_'));

const requirements = (...lines: readonly string[]): void =>
  write('repo/requirements.txt', `${[`--index-url ${index}`, ...lines].join('\n')}\n`);

beforeEach(() => {
  [pages, asked] = [new Map(), []];
  requirements(`one==1.0 --hash=sha256:${A}`);
});

const HASHES = ['--rule', 'deps/incomplete-hashes', '--rule', 'deps/hash-not-on-index', '--fail-on', 'low'];
const NAMES = ['--rule', 'name/unregistered'];

describe('an index that is named', () => {
  test('is asked in JSON, and kept as --index-data reads it', async () => {
    pages.set('/simple/one/', send(body('one')));
    const { out, err, code } = await pin(...HASHES, '--index-url', index);
    expect(err).toBe('');
    expect(out).toContain('the hashes of 1 are not listed: one-1.0.tar.gz');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`network: asked ${new URL(index).host}`);
    expect([asked, code]).toEqual([['index /simple/one/'], 1]);
    expect(readdirSync(kept())).toEqual(['one.json']);
    const later = await pin(...HASHES, '--index-data', dir.at('data/custody/index-data'));
    expect(later.out).toContain('the hashes of 1 are not listed: one-1.0.tar.gz');
    expect(later.out).toContain('network: offline');
    expect(asked).toHaveLength(1);
  });

  test('is asked whether it still holds, and once more where the kept page was changed', async () => {
    const etag = '"v1"';
    pages.set('/simple/one/', (request, response) =>
      request.headers['if-none-match'] === etag
        ? response.writeHead(304).end()
        : send(body('one'), { etag })(request, response),
    );
    const [first, second] = [
      await pin(...HASHES, '--index-url', index),
      await pin(...HASHES, '--index-url', index),
    ];
    expect(second.out).toBe(first.out);
    expect(asked).toEqual(['index /simple/one/', `index /simple/one/ ${etag}`]);
    writeFileSync(`${kept()}/one.json`, body('one', { files: [] }));
    expect((await pin(...HASHES, '--index-url', index)).out).toBe(first.out);
    expect(asked.at(-1)).toBe('index /simple/one/');
    expect(readFileSync(`${kept()}/one.json`, 'utf8')).toBe(body('one'));
  });

  test('gives the hashes that --fix writes', async () => {
    requirements(`one==1.0 --hash=sha256:${A}`, 'two==1.0');
    for (const name of ['one', 'two']) pages.set(`/simple/${name}/`, send(body(name)));
    const { err } = await pin('--fix', '--rule', 'deps/*', '--index-url', index);
    expect(err).toContain('mended 1 finding in 1 file');
    expect(readFileSync(dir.at('repo/requirements.txt'), 'utf8')).toBe(
      `--index-url ${index}\none==1.0 --hash=sha256:${A}\ntwo==1.0 \\\n    --hash=sha256:${A} \\\n    --hash=sha256:${B}\n`,
    );
  });

  test('that has no such name says so; a place that has nothing at all is no index', async () => {
    requirements('one', 'gone');
    const absent = await pin(...NAMES, '--index-url', index);
    expect(absent.out).not.toContain('is not on');
    expect(absent.err).toContain('it has none of the names, and is no index');
    expect(absent.code).toBe(4);
    pages.set('/simple/one/', send(body('one')));
    const { out, code } = await pin(...NAMES, '--index-url', index);
    expect(out).toContain('"gone" is not on 127.0.0.1');
    expect(out).not.toContain('"one"');
    expect(code).toBe(1);
    expect(readFileSync(`${kept()}/absent.txt`, 'utf8')).toBe('gone\n');
    // It has been registered since.
    pages.set('/simple/gone/', send(body('gone')));
    await pin(...NAMES, '--index-url', index);
    expect(readFileSync(`${kept()}/absent.txt`, 'utf8')).toBe('');
  });

  test('with all of its names gone is believed where its root is an index', async () => {
    pages.set('/simple/', send(`{"projects": [${' '.repeat(100_000)}]}`));
    expect((await pin(...NAMES, '--index-url', index)).out).toContain('"one" is not on 127.0.0.1');
  });

  test('tells how young a name is that looks like another', async () => {
    requirements('requetss');
    const times = { 'upload-time': new Date(Date.now() - 5 * 86_400_000).toISOString() };
    const files = [{ filename: 'requetss-1.tar.gz', hashes: {}, ...times }];
    pages.set('/simple/requetss/', send(body('requetss', { files })));
    const { out } = await pin('--rule', 'name/young-lookalike', '--index-url', index);
    expect(out).toContain('"requetss" looks like another project, and its first file on 127.0.0.1');
  });
});

describe('an answer that is none leaves the rules unknown, and says why', () => {
  const NONE: readonly (readonly [string, Handler, string])[] = [
    ['wrong type', send(body('one'), { 'content-type': 'text/html' }), 'it does not answer in JSON'],
    ['wrong name', send(body('two')), 'it is the page of another project'],
    ['truncated JSON', send(body('one').slice(0, 80)), 'it is no page of a project'],
    ['huge', send('', { 'content-length': '999999999' }), 'answers with more than'],
    ['status', (_, response) => response.writeHead(403).end(), 'it answers with status 403'],
    ['broken', (_, response) => response.writeHead(500).end(), 'it answers with status 500'],
    [
      'cut off',
      (_, response) => {
        response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '500' }).write('{');
        response.destroy();
      },
      'the connection broke',
    ],
    [
      'elsewhere',
      (_, response) => response.writeHead(302, { location: `${other}/one/` }).end(),
      'it sends elsewhere',
    ],
  ];

  // All at once: what is tried again takes its pauses.
  test('whatever it is', { timeout: 30_000 }, async () => {
    pages.set('other/simple/one/', send(body('one')));
    const ran = await Promise.all(
      NONE.map(async ([what, handler, reason]) => {
        const url = `${await listen(handler)}/simple`;
        const name = what.replace(' ', '-');
        write(`${name}/requirements.txt`, `--index-url ${url}\none==1.0 --hash=sha256:${B}\n`);
        const { out, err, code } = await startCustody(
          ['pin', ...HASHES, '--index-url', url, '--index-data', `${name}-data`, name],
          { cwd: dir.at(), env: { HOME: dir.at() } },
        ).ended;
        const told = err.includes(reason) && !STACK_TRACE.test(err);
        return [what, told, out.includes('not every index'), out.includes('not listed'), code];
      }),
    );
    expect(ran).toEqual(NONE.map(([what]) => [what, true, true, false, 4]));
  });

  test('what was known before is not taken for an answer of now', async () => {
    pages.set('/simple/one/', send(body('one')));
    await pin(...HASHES, '--index-url', index);
    pages.set('/simple/one/', (_, response) => response.writeHead(403).end());
    const { out, code } = await pin(...HASHES, '--index-url', index);
    expect(out).not.toContain('not listed');
    expect(code).toBe(4);
  });
});

describe('who is told what', () => {
  test('nobody, where no index is named, whatever the repository configures', async () => {
    const { out, code } = await pin(...HASHES);
    expect(out).toContain('no answers of an index are at hand; custody pin --index-url URL');
    expect([asked, code]).toEqual([[], 0]);
  });

  test('only indexes that are named, and only of names that they may be asked for', async () => {
    requirements('one', `--extra-index-url ${other}`);
    write('repo/elsewhere/requirements.txt', 'secret\n');
    await pin('--index-url', other);
    expect(asked.filter((one) => one.startsWith('index'))).toEqual([]);
    expect(asked).toContain('other /simple/one/');
    [asked] = [[]];
    const { err } = await pin('--index-url', 'https://unheard.example/simple');
    expect(err).toContain('unheard.example/simple is asked for nothing');
    expect(asked).toEqual([]);
  });

  test('an index behind the first that has a name learns nothing of it', async () => {
    write('repo/requirements.txt', '');
    const uv = [index, other].map((url) => `[[tool.uv.index]]\nurl = "${url}"\n`).join('');
    write('repo/pyproject.toml', `[project]\nname = "me"\ndependencies = ["one", "two"]\n${uv}`);
    pages.set('index/simple/one/', send(body('one')));
    pages.set('other/simple/two/', send(body('two')));
    await pin('--index-url', index, '--index-url', other);
    expect(asked.toSorted()).toEqual(['index /simple/one/', 'index /simple/two/', 'other /simple/two/']);
    [asked] = [[]];
    // The first may have it: whether it has is not asked, and the second is not told.
    await pin('--index-url', other);
    expect(asked).toEqual([]);
  });

  test('names that are file names of the folder too are kept as pages', async () => {
    requirements('index', 'projects', 'names', 'absent');
    for (const name of ['index', 'projects', 'names']) pages.set(`/simple/${name}/`, send(body(name)));
    const first = await pin(...NAMES, '--index-url', index);
    expect(first.out).toContain('"absent" is not on 127.0.0.1');
    const later = await pin(...NAMES, '--index-data', dir.at('data/custody/index-data'));
    expect([later.err, later.code]).toEqual(['', 1]);
    expect(later.out).toContain('"absent" is not on 127.0.0.1');
    expect(later.out.match(/is not on/g)).toEqual(first.out.match(/is not on/g));
  });

  test('a password goes to its index alone, and is printed and kept nowhere', async () => {
    const secret = index.replace('http://', 'http://me:s3cret@');
    pages.set('index/simple/one/', (_, response) =>
      response.writeHead(302, { location: `${other}/one/` }).end(),
    );
    const { out, err } = await pin(...HASHES, '--format', 'json', '--index-url', secret);
    expect(asked[0]).toMatch(/^index \/simple\/one\/ Basic /);
    expect(asked.filter((one) => one.startsWith('other'))).toEqual(['other /simple/one/']);
    pages.set('index/simple/one/', send(body('one'), { etag: '"x"' }));
    const told = await pin(...HASHES, '--index-url', secret);
    const files = readdirSync(dir.at('data'), { recursive: true, withFileTypes: true });
    expect(files.some(({ name }) => name === 'one.json')).toBe(true);
    expect([out, err, told.out, told.err, ...files.map(({ name }) => name)].join('\n')).not.toMatch(
      /s3cret|bWU6czNjcmV0/,
    );
  });

  test.each([
    'ftp://h.example/simple',
    'http://h.example/simple',
    'https://h.example/simple?token=s3cret',
    'https://h.example/a%2f../simple',
    'https://[::1]/simple',
    's3cret',
  ])('an address that is none is a usage error: %s', async (url) => {
    const { err, code } = await pin('--index-url', url);
    expect([code, err.includes('--index-url takes'), err.includes('s3cret')]).toEqual([2, true, false]);
  });

  test('a rule that needs no index asks none', async () => {
    await pin('--rule', 'workflow/*', '--index-url', index);
    expect(asked).toEqual([]);
  });
});
