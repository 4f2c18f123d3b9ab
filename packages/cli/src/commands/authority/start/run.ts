import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  canonicalJson,
  clientTrustConfigOf,
  openAuthority,
  signingConfigOf,
  trustedRootOf,
  type Writable,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { writeAtomically } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { serveAuthority } from '../server.ts';
import { asAuthorityFailure, existingAuthority, newAuthority } from '../state.ts';
import { fileStore } from '../store.ts';
import type { StartFlags } from './command.ts';

const urlOf = ({ host, port }: StartFlags): string => {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new CommandError('--port is a number from 1 to 65535');
  if (!/^[A-Za-z0-9.-]+$/.test(host)) throw new CommandError('--host is a host name or an IPv4 address');
  return `http://${host}:${port}`;
};

/** `custody authority start --dir DIR`: until it is interrupted. */
export const runStart = async (context: CustodyContext, flags: StartFlags): Promise<void> => {
  const { dir } = flags;
  const state =
    existingAuthority(dir) ??
    (await newAuthority(dir, { name: flags.name, url: urlOf(flags), now: context.clock.now() }));
  const stores = {
    ct: fileStore(join(dir, 'ct.log')),
    rekor1: fileStore(join(dir, 'rekor1.log')),
    rekor2: fileStore(join(dir, 'rekor2.log')),
  };
  let server: ReturnType<typeof serveAuthority>;
  try {
    server = serveAuthority(openAuthority(state, stores, context.clock));
  } catch (error) {
    throw asAuthorityFailure(error);
  }
  const documents: readonly (readonly [string, Writable])[] = [
    ['trusted_root.json', trustedRootOf(state)],
    ['signing_config.json', signingConfigOf(state, 1)],
    ['client_trust_config.json', clientTrustConfigOf(state, 1)],
  ];
  for (const [name, document] of documents)
    await writeAtomically(join(dir, name), (sink) => sink.write(Buffer.from(`${canonicalJson(document)}\n`)));
  const { hostname, port } = new URL(state.url);
  const interrupts = context.interrupts();
  try {
    server.listen({ port: Number(port), host: hostname });
    await Promise.race([
      once(server, 'listening'),
      once(server, 'error').then(([error]) => Promise.reject(error as Error)),
    ]);
    const { address } = server.address() as AddressInfo;
    context.out.write(
      sanitize(
        `${state.name} listens at ${state.url} (${address}); trusted root: ${join(dir, 'trusted_root.json')}`,
      ),
    );
    context.out.write('\n');
    if (!interrupts.signal.aborted) await once(interrupts.signal, 'abort');
    context.finish(EXIT.ok);
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL')
    )
      throw new CommandError(`cannot listen at ${state.url}: ${error.code}`, EXIT.source, {
        cause: error,
      });
    throw error;
  } finally {
    server.closeAllConnections();
    server.close();
    interrupts.dispose();
  }
};
