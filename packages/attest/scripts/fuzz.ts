/**
 * `node --conditions=development packages/attest/scripts/fuzz.ts [--inputs N] [--seed S] DIRECTORY…`: damages the evidence that
 * stands in the directories (real PEP 740 objects, bundles of the conformance suite) and verifies it. None may be accepted that
 * says anything else than the original, none may throw, none may take long. Exit 1 on failure.
 */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import {
  type ArtifactFacts,
  type Evidence,
  embeddedTrustRoot,
  readEvidence,
  readTrustRoot,
  stagingTrustRoot,
  type TrustRoot,
  verifyEvidence,
} from '@custody/attest';
import { damageBytes, damageDocument, placesOf, random } from './mutate.ts';
import { saysLess, shapeOf } from './shape.ts';

const { values, positionals } = parseArgs({
  options: { inputs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});

const NOW = Date.UTC(2026, 10, 21);
const SLOW = 250;

type Original = {
  readonly path: string;
  readonly bytes: Buffer;
  readonly artifact: ArtifactFacts;
  readonly trust: TrustRoot;
  readonly shapes: readonly string[];
};

const trust = async (path: string): Promise<TrustRoot> => {
  const own = join(dirname(path), 'trusted_root.json');
  if (existsSync(own)) {
    const reading = readTrustRoot(readFileSync(own), { kind: 'file', path: own });
    if (reading.kind === 'read') return reading.value;
  }
  const embedded = embeddedTrustRoot();
  return { ...embedded, instances: [...embedded.instances, ...(await stagingTrustRoot()).instances] };
};

const artifactOf = (path: string, evidence: Evidence): ArtifactFacts | undefined => {
  const name = basename(path).replace(/\.(?:publish|slsa)\.attestation$|\.provenance$/, '');
  const files = [
    join(dirname(path), 'artifact'),
    join(dirname(path), '../a.txt'),
    join(dirname(path), '../../a.txt'),
  ];
  const file = evidence.format.kind === 'pep740' ? join(dirname(path), name) : files.find(existsSync);
  if (file !== undefined && existsSync(file)) {
    const bytes = readFileSync(file);
    return { digests: { sha256: hash('sha256', bytes, 'hex') }, name, bytes };
  }
  const digest = /"sha256":"([0-9a-f]{64})"/.exec(
    evidence.content.kind === 'dsse' ? Buffer.from(evidence.content.envelope.payload).toString() : '',
  )?.[1];
  return digest === undefined ? undefined : { digests: { sha256: digest }, name };
};

/** Files that verify as they are; the others have nothing to lose. */
const originals = async (): Promise<readonly Original[]> => {
  const found: Original[] = [];
  for (const directory of positionals)
    for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!/\.attestation$|\.provenance$|bundle\.sigstore\.json$/.test(entry.name) || path.includes('_fail'))
        continue;
      const bytes = readFileSync(path);
      const reading = readEvidence(bytes);
      const [evidence] = reading.kind === 'read' ? reading.value : [];
      const artifact = evidence && artifactOf(path, evidence);
      if (evidence === undefined || artifact === undefined || reading.kind !== 'read') continue;
      const root = await trust(path);
      const { outcome } = await verifyEvidence({ artifact, evidence, trust: root, now: NOW });
      if (outcome !== 'holds') continue;
      found.push({ path, bytes, artifact, trust: root, shapes: reading.value.map(shapeOf) });
    }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
};

const main = async (): Promise<number> => {
  const seeds = await originals();
  if (seeds.length === 0) {
    process.stderr.write('no evidence that verifies was found in the directories\n');
    return 2;
  }
  const places = seeds.flatMap(({ bytes }) => placesOf(JSON.parse(bytes.toString('utf8')) as never));
  const total = Number(values.inputs);
  const tally = { unreadable: 0, refused: 0, unjudged: 0, same: 0, forged: 0, thrown: 0, slow: 0 };
  let slowest = 0;
  for (let index = 0; index < total; index += 1) {
    const from = random(Number(values.seed) * 1_000_003 + index);
    const original = seeds[from.below(seeds.length)];
    if (original === undefined) continue;
    const bytes =
      from.below(4) === 0 ? damageBytes(original.bytes, from) : damageDocument(original.bytes, from, places);
    const started = process.cpuUsage();
    try {
      const reading = readEvidence(bytes);
      if (reading.kind === 'invalid') tally.unreadable += 1;
      else
        for (const evidence of reading.value) {
          const { artifact, trust: root } = original;
          const { outcome, steps } = await verifyEvidence({ artifact, evidence, trust: root, now: NOW });
          if (outcome === 'does-not-hold') tally.refused += 1;
          else if (steps.some((step) => step.outcome === 'unjudged')) tally.unjudged += 1;
          else if (
            original.shapes.some((shape) => saysLess(JSON.parse(shapeOf(evidence)), JSON.parse(shape)))
          )
            tally.same += 1;
          else {
            tally.forged += 1;
            process.stdout.write(`#${index} ${original.path}: accepted, though it says something else\n`);
            const mine = shapeOf(evidence);
            const theirs = original.shapes[0] ?? '';
            let at = 0;
            while (mine[at] === theirs[at]) at += 1;
            process.stdout.write(
              `   ${theirs.slice(Math.max(0, at - 60), at + 60)}\n   ${mine.slice(Math.max(0, at - 60), at + 60)}\n`,
            );
          }
        }
    } catch (error) {
      tally.thrown += 1;
      process.stdout.write(
        `#${index} ${original.path}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
    }
    // Its own time: what else the machine does is no fault of the reader.
    const took = process.cpuUsage(started).user / 1_000;
    slowest = Math.max(slowest, took);
    if (took > SLOW) tally.slow += 1;
  }
  process.stdout.write(
    `${seeds.length} originals, ${total} inputs, slowest ${slowest.toFixed(0)} ms: ${JSON.stringify(tally)}\n`,
  );
  return tally.forged + tally.thrown > 0 ? 1 : 0;
};

process.exitCode = await main();
