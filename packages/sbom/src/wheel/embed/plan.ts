import { createHash } from 'node:crypto';
import { planRewrite, type RewritePlan, ZipError } from '@custody/archive';
import { replaceRows } from '@custody/python';
import type { WheelContents } from '../inspect.ts';
import type { Refusal } from './types.ts';

export type EmbedPlan =
  | { readonly kind: 'plan'; readonly plan: RewritePlan }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const FILE_MODE = 0o100644;

/**
 * Plans the archive with the document in it: the document new or in the old one's place, one row of RECORD new or changed, and
 * every other byte, row and attribute as it was. The new entries carry the time of the old RECORD, so that the clock has no part in it.
 */
export const planEmbedding = (contents: WheelContents, entry: string, bytes: Uint8Array): EmbedPlan => {
  const { zip, record, entries } = contents.inspection;
  const old = record === undefined ? undefined : entries.find((item) => item.entry.name === record.path);
  if (record === undefined || old === undefined)
    return {
      kind: 'refused',
      refusal: { code: 'not-a-wheel', message: 'the wheel has no RECORD that can be read' },
    };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const existing = contents.documents.find(({ path }) => path === entry);
  if (existing?.sha256 === sha256) return { kind: 'unchanged' };
  const rows = replaceRows(record.parsed, [{ kind: 'set', path: entry, sha256, size: bytes.length }]);
  const { dosTime, dosDate } = old.entry;
  try {
    const plan = planRewrite(zip, [
      existing === undefined
        ? { kind: 'add', name: entry, content: bytes, mode: FILE_MODE, dosTime, dosDate }
        : { kind: 'replace', name: entry, content: bytes, dosTime, dosDate },
      { kind: 'replace', name: record.path, content: rows },
    ]);
    return { kind: 'plan', plan };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return { kind: 'refused', refusal: { code: 'unsound-archive', message: error.message } };
  }
};
