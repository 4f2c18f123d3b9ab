import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as exported from '../index.ts';
import { outputsOf } from './programs.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const boc = join(root, 'packages/boc');
const pages = [
  'README.md',
  'examples/README.md',
  'docs/architecture.md',
  'docs/from-promise-all-and-worker-pools.md',
  'docs/semantics.md',
];

/** A page's code: each block is a file, named by the comment in its first line. */
type Block = { readonly page: string; readonly folder: string; readonly file: string; readonly code: string };

const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(join(boc, page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => {
    const file = /^\/\/ ([\w-]+\.ts)\n/.exec(code)?.[1];
    if (file === undefined) throw new Error(`${page}: a block does not say which file it is:\n${code}`);
    return { page, folder: page.replaceAll(/\W/g, '-'), file, code };
  });

const blocks = pages.flatMap(blocksOf);
/** What a block says that it prints: the comments behind its calls of console.log. */
const promised = (code: string): readonly string[] =>
  [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said = '']) => said);
const programs = blocks.filter(({ code }) => promised(code).length > 0);

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'boc-docs-')));
beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
  for (const { folder, file, code } of blocks) {
    mkdirSync(join(scratch, folder), { recursive: true });
    writeFileSync(join(scratch, folder, file), code);
  }
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('the code in the pages', () => {
  test('is one file per block', () => {
    const names = blocks.map(({ folder, file }) => `${folder}/${file}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('is type-correct', async () => {
    const config = {
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { noEmit: true, customConditions: ['development'], noUnusedLocals: false },
      include: ['*/*.ts'],
    };
    writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', scratch]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe('');
  });

  describe('prints what it says', () => {
    const urlOf = ({ folder, file }: Block): string => pathToFileURL(join(scratch, folder, file)).href;
    let outputs: ReadonlyMap<string, string>;
    beforeAll(async () => {
      outputs = await outputsOf(programs.map(urlOf), 2);
    });

    test.each(programs)('$page: $file', (block) => {
      expect(outputs.get(urlOf(block))?.trimEnd().split('\n')).toEqual(promised(block.code));
    });

    test('and warns of nothing', () => {
      expect(outputs.get('stderr')).toBeUndefined();
    });
  });
});

describe('the pages', () => {
  test.each(pages)('%s links to files that are there', (page) => {
    const links = [...readFileSync(join(boc, page), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, link = '']) => link,
    );
    const broken = links.filter((link) => !existsSync(join(boc, page, '..', link)));
    expect(broken).toEqual([]);
  });

  test('docs/semantics.md names tests that exist', () => {
    const rows = [
      ...readFileSync(join(boc, 'docs/semantics.md'), 'utf8').matchAll(/“([^”]+)” \(\[[\w.]+\]\(([^)]+)\)/g),
    ];
    const missing = rows.filter(
      ([, title = '', file = '']) =>
        !readFileSync(join(boc, 'docs', file), 'utf8').includes(`'${title.replaceAll("'", "\\'")}`),
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(missing.map(([row]) => row)).toEqual([]);
  });

  test('README.md names every export and every option of start', () => {
    const text = readFileSync(join(boc, 'README.md'), 'utf8');
    const options = /StartOptions = \{(.*?)^\};/ms.exec(
      readFileSync(join(boc, 'src/lifecycle/state.ts'), 'utf8'),
    )?.[1];
    const names = [...(options ?? '').matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(8);
    names.push(...Object.keys(exported));
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });

  test('docs/semantics.md names every code of errors', () => {
    const codesIn = (path: string): ReadonlySet<string> =>
      new Set(readFileSync(join(boc, path), 'utf8').match(/\bBOC_[A-Z_]+/g));
    expect(codesIn('docs/semantics.md')).toEqual(codesIn('src/errors/errors.ts'));
  });

  test('docs/architecture.md names words that exist', () => {
    const sources = ['memory/layout.ts', 'cown/slot.ts', 'behaviour/record.ts', 'stats/counters.ts']
      .map((file) => readFileSync(join(boc, 'src', file), 'utf8'))
      .join('\n');
    const text = readFileSync(join(boc, 'docs/architecture.md'), 'utf8');
    const named = new Set([...text.matchAll(/`([A-Z]{2,}[A-Z_]*)`/g)].map(([, name = '']) => name));
    expect(named.size).toBeGreaterThan(30);
    expect([...named].filter((name) => !sources.includes(`export const ${name} =`))).toEqual([]);
  });
});
