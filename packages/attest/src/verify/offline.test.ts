import dns from 'node:dns';
import net from 'node:net';
import { hash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { readEvidence } from '../bundle/evidence.ts';
import { makeEnvelopeBundle, statementOf } from './testing/bundle.ts';
import { makeKey, NOW, trustedRootJson, trustOf } from './testing/world.ts';
import { verifyEvidence } from './verify.ts';

test('a verification asks nobody: sockets, names and fetch are denied', async () => {
  const deny = (): never => {
    throw new Error('the network was asked for');
  };
  const denied = [
    vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(deny),
    vi.spyOn(dns, 'lookup').mockImplementation(deny),
    vi.spyOn(globalThis, 'fetch').mockImplementation(deny),
  ];
  try {
    expect(() => net.connect(1)).toThrow('the network was asked for');
    const sha256 = hash('sha256', 'x', 'hex');
    for (const log of ['v1', 'v2'] as const) {
      const bundle = makeEnvelopeBundle(statementOf('a-1.tar.gz', sha256), makeKey('p256'), { log });
      const reading = readEvidence(Buffer.from(JSON.stringify(bundle)));
      const [evidence] = reading.kind === 'read' ? reading.value : [];
      if (evidence === undefined) throw new Error('no evidence');
      const input = {
        artifact: { digests: { sha256 } },
        evidence,
        trust: trustOf(trustedRootJson()),
        now: NOW,
      };
      expect((await verifyEvidence(input)).outcome).toBe('holds');
    }
    for (const spy of denied.slice(1)) expect(spy).not.toHaveBeenCalled();
    expect(denied[0]).toHaveBeenCalledTimes(1);
  } finally {
    for (const spy of denied) spy.mockRestore();
  }
});
