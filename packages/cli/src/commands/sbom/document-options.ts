import { clockFor } from '@custody/host';
import type { GenerateOptions } from '@custody/sbom';
import type { CustodyContext } from '../../context.ts';
import { VERSION } from '../../version.ts';
import { parseAuthor } from './author.ts';

/** The timestamp of a document: SOURCE_DATE_EPOCH where it is set, else now; whole seconds, UTC. */
const timestampOf = ({ environment, clock }: CustodyContext): string =>
  `${new Date(clockFor(environment, clock).now()).toISOString().slice(0, 19)}Z`;

/** What a document that custody makes says of itself. */
export const documentOptions = (
  context: CustodyContext,
  flags: { readonly commit?: string; readonly author?: string },
): GenerateOptions => ({
  timestamp: timestampOf(context),
  toolVersion: VERSION,
  ...(flags.commit === undefined ? {} : { commit: flags.commit }),
  ...(flags.author === undefined ? {} : { author: parseAuthor(flags.author) }),
});
