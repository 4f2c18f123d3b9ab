/**
 * `custody sbom embed` on a wheel of about 100 MB with 800 entries. Without verification against `cp`, with it (the default)
 * against a plain Node loop that inflates and hashes every entry once, and against a rewrite with Python's zipfile. All are
 * whole processes; the embedding itself, without the start of a process, is shown beside them.
 */
import { copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { embedWheel } from '@custody/sbom';
import { LARGE, makeWheel } from '../make/wheel.ts';
import { type Contender, race, timed } from '../measure.ts';
import { isThere, processTime } from '../process.ts';
import type { Bench, Row } from '../types.ts';

const reference = (name: string): string => fileURLToPath(new URL(`../reference/${name}`, import.meta.url));

const DOCUMENT = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    tools: { components: [{ type: 'application', name: 'bench', version: '1' }] },
    component: {
      type: 'library',
      'bom-ref': 'root',
      name: 'tidal',
      version: '1.0.0',
      purl: 'pkg:pypi/tidal@1.0.0',
    },
  },
});

export const embed: Bench = {
  name: 'embed',
  about: 'sbom embed, a wheel of 100 MB with 800 entries',
  run: async ({ directory, custody, rounds }) => {
    const wheel = makeWheel(directory, LARGE);
    const document = join(directory, 'document.cdx.json');
    writeFileSync(document, DOCUMENT);
    const out = join(directory, 'out');
    const copy = join(directory, 'copy.whl');
    const python = isThere('python3', ['--version']);
    const embedding = (args: readonly string[]): Promise<number> =>
      processTime(process.execPath, [custody, 'sbom', 'embed', '--copy-to', out, ...args, wheel]);
    const inProcess = (verify: boolean): Promise<number> =>
      timed(() =>
        embedWheel(wheel, {
          timestamp: '2026-01-01T00:00:00Z',
          document: new TextEncoder().encode(DOCUMENT),
          copyTo: out,
          verify,
          digest: false,
        }),
      );
    const contenders: readonly Contender[] = [
      { label: 'cp', run: () => processTime('cp', [wheel, copy]) },
      { label: 'embed --no-verify --sbom', run: () => embedding(['--no-verify', '--sbom', document]) },
      { label: 'copying in process (copyFile)', run: () => timed(() => copyFileSync(wheel, copy)) },
      { label: 'embedding in process, unverified, no digests', run: () => inProcess(false) },
      {
        label: 'node: inflate and hash once',
        run: () => processTime(process.execPath, [reference('inflate-and-hash.mjs'), wheel]),
      },
      { label: 'embed --sbom (verified, the default)', run: () => embedding(['--sbom', document]) },
      { label: 'embed (verified, document generated)', run: () => embedding([]) },
    ];
    const { rows, ratio } = await race(contenders, rounds);
    const megabytes = (statSync(wheel).size / 1e6).toFixed(0);
    const held: Row[] = [
      { kind: 'note', text: `the wheel has ${megabytes} MB` },
      ...rows,
      {
        kind: 'target',
        label: 'unverified embed by cp',
        unit: '×',
        value: ratio('embed --no-verify --sbom', 'cp'),
        atMost: 2,
      },
      {
        kind: 'target',
        label: 'the same in process, by copyFile',
        unit: '×',
        value: ratio('embedding in process, unverified, no digests', 'copying in process (copyFile)'),
        atMost: 2,
      },
      {
        kind: 'target',
        label: 'verified embed by inflating and hashing once',
        unit: '×',
        value: ratio('embed --sbom (verified, the default)', 'node: inflate and hash once'),
        atMost: 1.3,
      },
      {
        kind: 'target',
        label: 'the same with a generated document',
        unit: '×',
        value: ratio('embed (verified, document generated)', 'node: inflate and hash once'),
        atMost: 1.3,
      },
    ];
    if (!python) return [...held, { kind: 'note', text: 'python3 is not here: no comparison with zipfile' }];
    const slow = await race(
      [
        { label: 'embed', run: () => embedding([]) },
        {
          label: 'python zipfile rewrite',
          run: () => processTime('python3', [reference('rewrite.py'), wheel, document, copy]),
        },
      ],
      Math.min(rounds, 5),
    );
    rmSync(copy, { force: true });
    return [
      ...held,
      ...slow.rows,
      {
        kind: 'target',
        label: 'zipfile rewrite by verified embed',
        unit: '×',
        value: slow.ratio('python zipfile rewrite', 'embed'),
        atLeast: 5,
      },
    ];
  },
};
