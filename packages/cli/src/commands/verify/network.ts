import { type IndexAnswer, provenanceIndex } from '@custody/attest';
import { createHttp, HostError, type HttpPort } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { VERSION } from '../../version.ts';

/** The network of one run that was allowed to use it. */
export type Network = {
  readonly http: HttpPort;
  /** What the index that was named has about a file of this name; `undefined`: none was named. Throws CommandError. */
  readonly provenanceOf: ((name: string) => Promise<IndexAnswer>) | undefined;
  /** Whom it has asked so far, sorted. */
  readonly asked: () => readonly string[];
  readonly close: () => void;
};

const asked = async (work: Promise<IndexAnswer>): Promise<IndexAnswer> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    throw new CommandError(`the index is unusable: ${error.message}`, EXIT.source, { cause: error });
  }
};

/** Opens the network; nobody is asked yet. */
export const openNetwork = (
  context: CustodyContext,
  { indexUrl }: { readonly indexUrl?: string },
): Network => {
  const interrupts = context.interrupts();
  const { signal } = interrupts;
  const port = createHttp({ environment: context.environment, clock: context.clock, version: VERSION });
  const hosts = new Set<string>();
  const http: HttpPort = {
    ...port,
    get: (url, options) => {
      hosts.add(URL.parse(url)?.host ?? '');
      return port.get(url, { ...options, signal });
    },
  };
  const index = indexUrl === undefined ? undefined : provenanceIndex({ http, index: indexUrl });
  return {
    http,
    provenanceOf: index && ((name) => asked(index.provenanceOf(name))),
    asked: () => [...hosts].filter((host) => host !== '').sort(),
    close: () => {
      port.close();
      interrupts.dispose();
    },
  };
};
