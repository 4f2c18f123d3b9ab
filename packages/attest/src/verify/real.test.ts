import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { damageDocument, placesOf, random } from '../../scripts/mutate.ts';
import { saysLess, shapeOf } from '../../scripts/shape.ts';
import { readEvidence } from '../bundle/evidence.ts';
import type { Evidence } from '../bundle/types.ts';
import { embeddedTrustRoot, stagingTrustRoot } from '../trust/embedded.ts';
import type { ArtifactFacts } from './types.ts';
import { verifyEvidence } from './verify.ts';

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const directory = join(data, 'pep740');
const there = existsSync(directory);
if (!there) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

/** `scripts/fuzz.ts` does many more. */
const TAMPERINGS = Number(process.env['CUSTODY_TAMPERINGS'] ?? '150');
const NOW = Date.UTC(2026, 10, 21);
const embedded = embeddedTrustRoot();
const TRUST = {
  ...embedded,
  instances: [...embedded.instances, ...(await stagingTrustRoot()).instances] as const,
};

const files = there
  ? readdirSync(directory)
      .filter((name) => /\.(?:attestation|provenance)$/.test(name))
      .sort()
  : [];

/** The file if it is there, else what the statement says: one of the wheels is too large to keep. */
const artifactFor = (file: string, evidence: Evidence): ArtifactFacts => {
  const name = file.replace(/\.(?:publish|slsa)\.attestation$|\.provenance$/, '');
  const path = join(directory, name);
  if (existsSync(path)) return { digests: { sha256: hash('sha256', readFileSync(path), 'hex') }, name };
  const { content } = evidence;
  const text = content.kind === 'dsse' ? Buffer.from(content.envelope.payload).toString() : '';
  return { digests: { sha256: /"sha256":"([0-9a-f]{64})"/.exec(text)?.[1] ?? '' }, name };
};

const evidenceOf = (bytes: Uint8Array): readonly Evidence[] => {
  const reading = readEvidence(bytes);
  return reading.kind === 'read' ? reading.value : [];
};

/** Whether every step of every piece of evidence holds. */
const accepted = async (bytes: Uint8Array, artifact: ArtifactFacts): Promise<boolean> => {
  const all = evidenceOf(bytes);
  for (const evidence of all) {
    const { steps } = await verifyEvidence({ artifact, evidence, trust: TRUST, now: NOW });
    if (steps.some(({ outcome }) => outcome !== 'holds')) return false;
  }
  return all.length > 0;
};

describe.skipIf(!there)('real attestations', () => {
  test.each(files)('%s verifies, without the network', async (file) => {
    const denied = vi.spyOn(globalThis, 'fetch').mockImplementation(() => {
      throw new Error('the network was asked for');
    });
    const bytes = readFileSync(join(directory, file));
    const [evidence] = evidenceOf(bytes);
    expect(evidence).toBeDefined();
    if (evidence !== undefined) expect(await accepted(bytes, artifactFor(file, evidence))).toBe(true);
    expect(denied).not.toHaveBeenCalled();
    denied.mockRestore();
  });

  test.each(files)(
    'a changed field of %s is refused, whichever it is',
    async (file) => {
      const bytes = readFileSync(join(directory, file));
      const [evidence] = evidenceOf(bytes);
      if (evidence === undefined) throw new Error('no evidence');
      const artifact = artifactFor(file, evidence);
      const original = evidenceOf(bytes).map((each) => JSON.parse(shapeOf(each)) as unknown);
      // Other files' fields too: each is real, and in order where it came from.
      const others = files.flatMap((name) =>
        placesOf(JSON.parse(readFileSync(join(directory, name), 'utf8')) as never),
      );
      const seen: string[] = [];
      let tampered = 0;
      for (let seed = 0; tampered < TAMPERINGS; seed += 1) {
        const changed = damageDocument(bytes, random(seed), others);
        // What says nothing else was not tampered with: a hint that is gone, an attestation that is there twice.
        const shapes = evidenceOf(changed).map((each) => JSON.parse(shapeOf(each)) as unknown);
        if (shapes.length > 0 && shapes.every((shape) => original.some((each) => saysLess(shape, each))))
          continue;
        tampered += 1;
        if (await accepted(changed, artifact)) seen.push(`seed ${seed}`);
      }
      expect(seen).toEqual([]);
    },
    60_000,
  );
});
