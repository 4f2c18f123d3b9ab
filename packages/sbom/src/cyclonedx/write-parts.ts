import type {
  Contact,
  Evidence,
  ExternalReference,
  Hash,
  Lifecycle,
  License,
  Organization,
  Tool,
} from '../bill/types.ts';
import { compact } from '../compact/compact.ts';
import type { JsonObject } from '../json/types.ts';

export const writeHashes = (hashes: readonly Hash[] | undefined): readonly JsonObject[] | undefined =>
  hashes?.map(({ algorithm, value }) => ({ alg: algorithm, content: value }));

export const writeContact = (contact: Contact): JsonObject =>
  compact({ name: contact.name, email: contact.email });

export const writeOrganization = (organization: Organization | undefined): JsonObject | undefined =>
  organization === undefined
    ? undefined
    : compact({
        name: organization.name,
        url: organization.urls,
        contact: organization.contacts?.map(writeContact),
      });

export const writeLicense = (license: License): JsonObject => {
  const { acknowledgement } = license;
  if (license.kind === 'expression') return compact({ expression: license.expression, acknowledgement });
  if (license.kind === 'id') return { license: compact({ id: license.id, acknowledgement }) };
  const { name, text, url } = license;
  return {
    license: compact({
      name,
      text: text === undefined ? undefined : { content: text },
      url,
      acknowledgement,
    }),
  };
};

export const writeExternalReference = (reference: ExternalReference): JsonObject =>
  compact({
    type: reference.type,
    url: reference.url,
    comment: reference.comment,
    hashes: writeHashes(reference.hashes),
  });

/** Tools are components since 1.5; older versions get the list that they know when the document is fitted to them. */
export const writeTool = (tool: Tool): JsonObject =>
  compact({
    type: 'application',
    supplier: tool.vendor === undefined ? undefined : { name: tool.vendor },
    name: tool.name,
    version: tool.version,
    purl: tool.purl,
    hashes: writeHashes(tool.hashes),
  });

export const writeLifecycle = (lifecycle: Lifecycle): JsonObject =>
  typeof lifecycle === 'string'
    ? { phase: lifecycle }
    : compact({ name: lifecycle.name, description: lifecycle.description });

export const writeEvidence = (evidence: Evidence | undefined): JsonObject | undefined =>
  evidence === undefined
    ? undefined
    : compact({
        identity: evidence.identity?.map((identity) => compact({ ...identity, methods: identity.methods })),
        occurrences: evidence.occurrences?.map((occurrence) => compact({ ...occurrence })),
      });
