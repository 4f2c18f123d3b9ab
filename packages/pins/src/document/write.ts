import type { SourceFile } from '../repository/source.ts';
import { readDocument } from './read.ts';
import { blockOf, documentOf } from './render.ts';
import type { Surface } from './types.ts';

export type Written =
  | { readonly kind: 'text'; readonly text: string }
  /** The marks are such that nobody can tell what may be written over. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The document with its block brought up to date; every letter outside of the marks stays. Without marks the block comes last. */
export const writeDocument = (file: SourceFile | undefined, surfaces: readonly Surface[]): Written => {
  if (file === undefined || file.text.trim() === '') return { kind: 'text', text: documentOf(surfaces) };
  if (!file.utf8) return { kind: 'refused', reason: 'it is not UTF-8' };
  const { text } = file;
  const newline = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const block = blockOf(surfaces).replaceAll('\n', newline);
  const reading = readDocument(file);
  if (reading.kind === 'malformed') return { kind: 'refused', reason: reading.message };
  if (reading.kind === 'block')
    return { kind: 'text', text: text.slice(0, reading.start) + block + text.slice(reading.end) };
  const between = text.endsWith('\n') ? newline : newline + newline;
  return { kind: 'text', text: `${text}${between}${block}${newline}` };
};
