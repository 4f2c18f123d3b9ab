/** One thread that verifies evidence: warms up, says so, and verifies its share whenever it is asked. Bundled before it is measured. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readEvidence, readTrustRoot, type TrustRoot, verifyEvidence } from '@custody/attest';

export type VerifyShare = {
  readonly directory: string;
  readonly from: number;
  readonly to: number;
  readonly now: number;
};

const { directory, from, to, now } = workerData as VerifyShare;

const trustOf = (): TrustRoot => {
  const reading = readTrustRoot(readFileSync(`${directory}/root.json`), { kind: 'file', path: 'root.json' });
  if (reading.kind === 'invalid') throw new Error(reading.problems[0].message);
  return reading.value;
};

const trust = trustOf();
const lines = readFileSync(`${directory}/evidence.jsonl`, 'utf8').trimEnd().split('\n');
const share = lines.slice(from, to).map((line) => {
  const at = line.indexOf(' ');
  return { sha256: line.slice(0, at), bytes: Buffer.from(line.slice(at + 1)) };
});

const verifyAll = async (count: number): Promise<void> => {
  for (const { sha256, bytes } of share.slice(0, count)) {
    const reading = readEvidence(bytes);
    const [evidence] = reading.kind === 'read' ? reading.value : [];
    if (evidence === undefined) throw new Error('evidence that cannot be read');
    const { outcome } = await verifyEvidence({ artifact: { digests: { sha256 } }, evidence, trust, now });
    if (outcome !== 'holds') throw new Error('evidence that does not verify');
  }
};

await verifyAll(50);
const port = parentPort;
port?.on('message', () => void verifyAll(share.length).then(() => port.postMessage('done', [])));
port?.postMessage('ready', []);
