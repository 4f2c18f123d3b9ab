import type { KeyObject } from 'node:crypto';
import { signWith } from './certificate.ts';
import { base64, keys, LOG_NAME, rekor2Id, sha256, spki } from './world.ts';

const checkpoint = (origin: string, name: string, id: Buffer, key: KeyObject, root: Buffer): string => {
  const note = `${origin}\n2\n${base64(root)}\n`;
  return `${note}\n\u2014 ${name} ${base64(Buffer.concat([id.subarray(0, 4), signWith(key, Buffer.from(note))]))}\n`;
};

const OTHER = sha256(Buffer.from('another leaf'));

const inclusion = (body: Buffer, origin: string, name: string, id: Buffer, key: KeyObject) => {
  const leaf = sha256(Buffer.concat([Buffer.of(0), body]));
  const root = sha256(Buffer.concat([Buffer.of(1), OTHER, leaf]));
  return {
    logIndex: '1',
    rootHash: base64(root),
    treeSize: '2',
    hashes: [base64(OTHER)],
    checkpoint: { envelope: checkpoint(origin, name, id, key, root) },
  };
};

/** An entry of Rekor v1, with a promise that tells the time. */
export const entryV1 = (body: unknown, kind: string, version: string, at: number) => {
  const bytes = Buffer.from(JSON.stringify(body));
  const id = sha256(spki(keys.rekor1));
  const time = Math.floor(at / 1000);
  const promise = `{"body":"${base64(bytes)}","integratedTime":${time},"logID":"${id.toString('hex')}","logIndex":41}`;
  return {
    logIndex: '41',
    logId: { keyId: base64(id) },
    kindVersion: { kind, version },
    integratedTime: String(time),
    inclusionPromise: { signedEntryTimestamp: base64(signWith(keys.rekor1, Buffer.from(promise))) },
    inclusionProof: inclusion(bytes, 'rekor.example - 77', 'rekor.example', id, keys.rekor1),
    canonicalizedBody: base64(bytes),
  };
};

/** An entry of Rekor v2: no promise, no time. */
export const entryV2 = (body: unknown, kind: string) => {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    logIndex: '1',
    logId: { keyId: base64(rekor2Id) },
    kindVersion: { kind, version: '0.0.2' },
    inclusionProof: inclusion(bytes, LOG_NAME, LOG_NAME, rekor2Id, keys.rekor2),
    canonicalizedBody: base64(bytes),
  };
};
