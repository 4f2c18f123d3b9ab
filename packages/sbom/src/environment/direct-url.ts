import { isLocalUrl, readDigest, readHashText, withoutCredentials } from '@custody/python';
import type { Hash } from '../bill/types.ts';
import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { member, textOf } from '../json/value.ts';

/** Where a distribution was installed from, if not from an index. */
export type DirectUrl =
  | { readonly kind: 'vcs'; readonly url: string; readonly commit?: string }
  | { readonly kind: 'archive'; readonly url: string; readonly hashes: readonly Hash[] }
  /** A directory or file of the machine: which one is nobody's business. */
  | { readonly kind: 'local'; readonly editable: boolean };

const hashesOf = (info: Json | undefined): readonly Hash[] => {
  const table = member(info, 'hashes');
  const listed =
    typeof table === 'object' && table !== null && !Array.isArray(table) ? Object.entries(table) : [];
  const single = textOf(info, 'hash')?.replace('=', ':');
  return listed.length > 0
    ? listed.flatMap(([name, value]) => (typeof value === 'string' ? (readDigest(name, value) ?? []) : []))
    : single === undefined
      ? []
      : [readHashText(single) ?? []].flat();
};

/** Reads direct_url.json (PEP 610; "Direct URL Data Structure"). Undefined where it is none. */
export const readDirectUrl = (bytes: Uint8Array): DirectUrl | undefined => {
  const reading = readJson(bytes);
  if (reading.kind === 'unreadable') return undefined;
  const { value } = reading;
  const url = textOf(value, 'url');
  if (url === undefined) return undefined;
  const editable = member(member(value, 'dir_info'), 'editable') === true;
  if (isLocalUrl(url) || member(value, 'dir_info') !== undefined) return { kind: 'local', editable };
  const vcs = member(value, 'vcs_info');
  if (vcs === undefined)
    return {
      kind: 'archive',
      url: withoutCredentials(url, true),
      hashes: hashesOf(member(value, 'archive_info')),
    };
  const commit = textOf(vcs, 'commit_id');
  const from = `${textOf(vcs, 'vcs') ?? 'git'}+${withoutCredentials(url, true)}`;
  return commit === undefined ? { kind: 'vcs', url: from } : { kind: 'vcs', url: from, commit };
};
