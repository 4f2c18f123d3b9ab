/** How fast a small run is depends on what it loads: held to a list here, where no clock can blur it; `npm run bench -- start` measures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { buildWheel, wheelFileName } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import { custody } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const METAFILE = new URL('../../packages/cli/dist/metafile.json', import.meta.url);
const LOADED = new URL('./testing/loaded.cjs', import.meta.url);
const named = (process.env['CUSTODY_BIN'] ?? '') !== '';
const built = !named && existsSync(METAFILE);
if (!built) process.stderr.write('what a small run loads is not tested: it needs this tree built\n');

type Metafile = { readonly outputs: Readonly<Record<string, { readonly inputs: object }>> };

/** Files of the bundle that a run loads, and the sources that lie in them. */
const loadedBy = (args: readonly string[]): { files: readonly string[]; sources: readonly string[] } => {
  const { err, code } = custody(args, { preload: LOADED });
  expect(code, err).toBe(0);
  const urls = JSON.parse(/^loaded (.*)$/m.exec(err)?.[1] ?? '[]') as readonly string[];
  const files = urls.filter((url) => url.includes('/cli/dist/')).map((url) => basename(url));
  const { outputs } = JSON.parse(readFileSync(METAFILE, 'utf8')) as Metafile;
  const sources = Object.entries(outputs)
    .filter(([path]) => files.includes(basename(path)))
    .flatMap(([, { inputs }]) => Object.keys(inputs));
  return { files, sources };
};

/** `packages/sbom/src/merge/merge.ts` is of `sbom/merge`. What only reads the command line is left out. */
const areasOf = (sources: readonly string[]): readonly string[] =>
  [...new Set(sources.map((path) => /^packages\/([^/]+\/)src\/([^/.]+)/.exec(path)?.slice(1).join('') ?? ''))]
    .filter((area) => area !== '' && !area.startsWith('cli/'))
    .sort();

const FOR_WHEELS =
  /^(?:archive\/(?:names|zip)|audit\/(?:osv|rules|store)|sbom\/(?:compact|json|purl|rules|validate|wheel)|(?:check|findings|host|native|python)\/.*)$/;
/** Parts of those that a wheel without SBOM does not need. */
const NEEDLESS = [
  'check/audit',
  'host/http',
  'native/observe',
  'python/lock',
  'python/pyproject',
  'python/sdist',
];

const dir = scratch();

describe.runIf(built)('what a small run loads', () => {
  test('help: the command line alone, in three files', () => {
    const { files, sources } = loadedBy(['--help']);
    expect(files.length).toBeLessThanOrEqual(3);
    expect(areasOf(sources)).toEqual(['host/error', 'host/streams']);
  });

  test('check of a wheel without SBOM: what judges wheels, in ten files at most', () => {
    const wheel = dir.at(wheelFileName());
    writeFileSync(wheel, buildWheel());
    const { files, sources } = loadedBy(['check', '--fail-on', 'never', wheel]);
    expect(files.length).toBeLessThanOrEqual(10);
    const areas = areasOf(sources);
    expect(areas.filter((area) => !FOR_WHEELS.test(area) || NEEDLESS.includes(area))).toEqual([]);
    // Of the advisory store no more than whether there is one, of renderers only text.
    const others = /\/rules\/(?:tar|sdist|project)\/|\/render\/(?!text)|\/store\/(?!current|place|error)/;
    expect(sources.filter((path) => others.test(path))).toEqual([]);
  });
});
