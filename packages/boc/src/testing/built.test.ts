import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'boc-built-'));
const indexOf = (form: string): string => pathToFileURL(join(scratch, form, 'index.js')).href;
const index = indexOf('out');

const bodiesOn = (library: string): string => `
import { behaviour, when } from '${library}';
export const add = behaviour(import.meta.url, 'add', (counter, by) => { counter.value.n += by; return counter.value.n; });
export const chain = behaviour(import.meta.url, 'chain', (a, b, left) => {
  a.value.n += 1; b.value.n += 1;
  if (left > 0) when(a, b).post(chain, left - 1);
});
`;

/** Runs a main program on the built package, and answers what it prints as JSON. */
const program = async (main: string, form = 'out'): Promise<unknown> => {
  const path = join(scratch, `main-${Math.trunc(performance.now() * 1000)}.mjs`);
  writeFileSync(
    path,
    `import * as boc from '${indexOf(form)}'; import * as bodies from './bodies-${form}.mjs';\n${main}`,
  );
  const { stdout } = await run(process.execPath, ['--expose-gc', path], { cwd: scratch, timeout: 280_000 });
  return JSON.parse(stdout) as unknown;
};

beforeAll(async () => {
  const tsc = join(root, 'node_modules/.bin/tsc');
  await run(tsc, [
    '-p',
    join(root, 'packages/boc/tsconfig.json'),
    '--outDir',
    join(scratch, 'out'),
    '--tsBuildInfoFile',
    join(scratch, 'build.tsbuildinfo'),
  ]);
  await run(process.execPath, [join(root, 'packages/boc/scripts/bundle.ts'), join(scratch, 'bundled')]);
  for (const form of ['out', 'bundled'])
    writeFileSync(join(scratch, `bodies-${form}.mjs`), bodiesOn(indexOf(form)));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.each(['out', 'bundled'])('the built package on threads (%s)', (form) => {
  test('runs behaviours, balances, and lets the process end', async () => {
    const result = await program(
      `
      const { cown, when, wait } = boc;
      const a = cown({ n: 0 }), b = cown({ n: 0 });
      when(a, b).post(bodies.chain, 999);
      for (let n = 0; n < 100; n += 1) when(a).post(bodies.add, 1);
      const last = await when(a).run(bodies.add, 0).get();
      const { stats } = await wait({ stats: true });
      console.log(JSON.stringify({ last, a: await a.get(), b: await b.get(), identity: stats.identity, unfinished: stats.unfinished }));
    `,
      form,
    );
    expect(result).toMatchObject({ a: { n: 1100 }, b: { n: 1000 }, identity: 0, unfinished: 0 });
  });

  test('a main program that forgets to stop still ends, after its behaviours', async () => {
    expect(
      await program(
        `
        const a = boc.cown({ n: 0 });
        boc.when(a, boc.cown({ n: 0 })).post(bodies.chain, 200);
        process.on('exit', () => console.log(JSON.stringify(a.take())));
      `,
        form,
      ),
    ).toEqual({ n: 201 });
  });
});

describe('the built package', () => {
  test('a hundred starts and stops leave no thread, handle or memory', async () => {
    const { rss, handles } = (await program(
      `
      const { cown, start, stop, when } = boc;
      const cycle = async () => {
        await start({ workers: 1 });
        const value = await when(cown({ n: 1 })).run(bodies.add, 1).get();
        if (value !== 2) throw new Error('wrong');
        await stop();
      };
      const count = () => process.getActiveResourcesInfo().length;
      // A handle that was closed leaves the list some turns of the event loop later: a leak is what stays.
      const settled = async (enough, atMost) => {
        const until = performance.now() + atMost;
        while (count() > enough && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
        return count();
      };
      for (let n = 0; n < 10; n += 1) await cycle();
      gc();
      const rss = process.memoryUsage.rss(), handles = await settled(0, 200);
      for (let n = 0; n < 100; n += 1) await cycle();
      gc();
      console.log(JSON.stringify({ rss: (process.memoryUsage.rss() - rss) / 2 ** 20, handles: (await settled(handles, 10_000)) - handles }));
    `,
      'bundled',
    )) as { rss: number; handles: number };
    expect(handles).toBeLessThanOrEqual(0);
    expect(rss).toBeLessThan(40);
  }, 300_000);

  test('code that changed between scheduling and running is told', async () => {
    writeFileSync(join(scratch, 'stale.mjs'), `${bodiesOn(index)}// first`);
    const result = await program(`
      import { appendFileSync } from 'node:fs';
      const stale = await import('./stale.mjs');
      appendFileSync('./stale.mjs', '\\n// changed');
      const result = await boc.when(boc.cown({ n: 1 })).run(stale.add, 1).get().catch((error) => error);
      await boc.wait();
      console.log(JSON.stringify({ code: result.code, message: result.message }));
    `);
    expect(result).toMatchObject({ code: 'BOC_STALE_CODE', message: expect.stringContaining('stale.mjs') });
  });
});
