import { entryOf } from '../yaml/get.ts';
import type { YamlNode, YamlScalar } from '../yaml/types.ts';
import type { Access, Permissions } from './types.ts';

const ALL: Readonly<Record<string, Access>> = {
  'read-all': 'read',
  'write-all': 'write',
  '': 'none',
  '{}': 'none',
};

const scopesOf = (node: YamlNode): Permissions['grant'] => {
  const scopes = new Map<string, { access: string; key: YamlScalar; value: YamlScalar }>();
  for (const { key, value } of node.kind === 'map' ? node.entries : [])
    if (value.kind === 'scalar') scopes.set(key.value, { access: value.value, key, value });
  return { kind: 'scopes', scopes };
};

/** `permissions:` of a workflow or a job; `undefined` where it says nothing. */
export const permissionsOf = (owner: YamlNode | undefined): Permissions | undefined => {
  const entry = entryOf(owner, 'permissions');
  if (entry === undefined) return undefined;
  const { key, value: node } = entry;
  const access = node.kind === 'scalar' ? ALL[node.value] : undefined;
  return { key, node, grant: access === undefined ? scopesOf(node) : { kind: 'all', access } };
};

/** What of a scope is granted. */
export const accessTo = ({ grant }: Permissions, scope: string): string =>
  grant.kind === 'all' ? grant.access : (grant.scopes.get(scope)?.access ?? 'none');
