/** Verifying 1,000 attestations, each with its own key and certificate: on one thread, on two, and by the library that others use. */
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import type { Bench, Spread } from '../types.ts';

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

export const attest: Bench = {
  name: 'attest',
  about: `verifying ${COUNT} attestations, each with a certificate of its own`,
  run: async ({ directory, rounds }) => {
    make(directory);
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
