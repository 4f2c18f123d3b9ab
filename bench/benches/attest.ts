/**
 * Verifying 1,000 attestations, each with its own key and certificate: on one thread, on two, and by the library that others use.
 * And the whole command on one file, against bare Node.
 */
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { makeEnvelopeBundle, statementOf } from '../../packages/attest/src/verify/testing/bundle.ts';
import { makeKey, NOW, trustedRootJson } from '../../packages/attest/src/verify/testing/world.ts';
import type { VerifyShare } from '../make/verify-many.ts';
import { bundleProbe } from '../make/probe.ts';
import { race, timed } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench, BenchContext, Row, Spread } from '../types.ts';

const COUNT = 1_000;
const LIBRARY = 100;

/** Writes a trust root and so many bundles for it, one a line after its artifact's digest. */
const make = (directory: string): void => {
  writeFileSync(join(directory, 'root.json'), JSON.stringify(trustedRootJson()));
  const lines = Array.from({ length: COUNT }, (_, n) => {
    const sha256 = hash('sha256', `file ${n}`, 'hex');
    const bundle = makeEnvelopeBundle(statementOf(`widget-${n}.tar.gz`, sha256), makeKey('p256'));
    return `${sha256} ${JSON.stringify(bundle)}\n`;
  });
  writeFileSync(join(directory, 'evidence.jsonl'), lines.join(''));
};

const startThreads = async (
  probe: string,
  directory: string,
  threads: number,
): Promise<readonly Worker[]> => {
  const workers = Array.from({ length: threads }, (_, n) => {
    const [from, to] = [(n * COUNT) / threads, ((n + 1) * COUNT) / threads];
    const workerData: VerifyShare = { directory, from, to, now: NOW + 1000 };
    return new Worker(probe, { workerData });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  return workers;
};

const verifyOn = (workers: readonly Worker[]): Promise<number> =>
  timed(async () => {
    const done = Promise.all(workers.map((worker) => once(worker, 'message')));
    for (const worker of workers) worker.postMessage('go', []);
    await done;
  });

/** The same evidence through @sigstore/verify, which looks at less: no profile of the leaf, no statement, no subject. */
const libraryRun = (directory: string): (() => Promise<number>) => {
  const root = TrustedRoot.fromJSON(JSON.parse(readFileSync(join(directory, 'root.json'), 'utf8')));
  const verifier = new Verifier(toTrustMaterial(root));
  const bundles = readFileSync(join(directory, 'evidence.jsonl'), 'utf8')
    .split('\n', LIBRARY)
    .map((line) => line.slice(line.indexOf(' ') + 1));
  return () =>
    timed(() => {
      for (const text of bundles) verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(text))));
    });
};

const divided = ({ min, median, max }: Spread, by: number): Spread => ({
  min: min / by,
  median: median / by,
  max: max / by,
});

const DATA =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const REAL = 'pypi_attestations-0.0.19.tar.gz';

/** `custody verify` of one file with its real evidence, from the start of Node to its end. */
const cold = async ({ directory, custody, rounds }: BenchContext): Promise<readonly Row[]> => {
  const names = [REAL, `${REAL}.publish.attestation`];
  if (!names.every((name) => existsSync(join(DATA, 'pep740', name))))
    return [
      { kind: 'note', text: 'one file from a cold start: real evidence is not at hand (CUSTODY_TEST_DATA)' },
    ];
  for (const name of names) copyFileSync(join(DATA, 'pep740', name), join(directory, name));
  const verify = [
    custody,
    'verify',
    '--identity',
    'github:trailofbits/pypi-attestations',
    join(directory, REAL),
  ];
  const label = 'custody verify, one file';
  const { rows, difference } = await race(
    [
      { label: 'node -e 0', run: () => processTime(process.execPath, ['-e', '0']) },
      { label, run: () => processTime(process.execPath, verify) },
    ],
    rounds * 4,
  );
  const value = difference(label, 'node -e 0');
  return [
    ...rows,
    { kind: 'target', label: 'verify of one file over bare Node', unit: 'ms', value, atMost: 120 },
  ];
};

export const attest: Bench = {
  name: 'attest',
  about: `verifying ${COUNT} attestations, each with a certificate of its own, and one file from a cold start`,
  run: async (context) => {
    const { directory, rounds } = context;
    make(directory);
    const started = await cold(context);
    const probe = await bundleProbe(
      fileURLToPath(new URL('../make/verify-many.ts', import.meta.url)),
      directory,
    );
    const [one, two] = [await startThreads(probe, directory, 1), await startThreads(probe, directory, 2)];
    const library = libraryRun(directory);
    const names = { one: 'one thread', two: 'two threads', library: `@sigstore/verify, ${LIBRARY} of them` };
    try {
      const { rows, ratio } = await race(
        [
          { label: names.one, run: () => verifyOn(one) },
          { label: names.two, run: () => verifyOn(two) },
          { label: names.library, run: library },
        ],
        rounds,
      );
      const single = rows.find((row) => row.kind === 'time' && row.label === names.one);
      const each = ratio(names.library, names.one);
      return [
        ...started,
        ...rows,
        ...(single?.kind === 'time'
          ? [
              {
                kind: 'target',
                label: 'one attestation, warm',
                unit: 'ms',
                value: divided(single.milliseconds, COUNT),
                atMost: 5,
              } as const,
              {
                kind: 'target',
                label: '1,000 on one thread',
                unit: 'ms',
                value: single.milliseconds,
                atMost: 10_000,
              } as const,
            ]
          : []),
        {
          kind: 'target',
          label: 'two threads by one',
          unit: '×',
          value: ratio(names.one, names.two),
          atLeast: 1.7,
        },
        {
          kind: 'target',
          label: '@sigstore/verify by custody, each',
          unit: '×',
          value: divided(each, LIBRARY / COUNT),
          atLeast: 1,
        },
      ];
    } finally {
      await Promise.all([...one, ...two].map((worker) => worker.terminate()));
    }
  },
};
