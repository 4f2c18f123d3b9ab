import { readToml, textOfLock, tomlTextAt } from '@custody/python';
import type { PendingInput } from '../requirements/collect.ts';
import { listEntries, located } from './tables.ts';

/** A block of inline metadata: the line of its first line of content, from 1, and that content without `# `. */
export type ScriptBlock = { readonly type: string; readonly line: number; readonly content: string };

const OPENING = /^# \/\/\/ ([a-zA-Z0-9-]+)$/;
const CLOSING = '# ///';
const isContent = (line: string): boolean => line === '#' || line.startsWith('# ');

/**
 * The metadata blocks of a Python script, as the regular expression of the standard finds them: a block ends at the last closing line of
 * its run of comments. Linear, where that expression is not. Inline script metadata (PEP 723), "Specification".
 */
export const scriptBlocks = (text: string): readonly ScriptBlock[] => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: ScriptBlock[] = [];
  /** Of the run of comments that goes on here: where it ends, and its last closing line. */
  let runEnd = 0;
  let closing = -1;
  for (let at = 0; at < lines.length; at += 1) {
    const type = OPENING.exec(lines[at] ?? '')?.[1];
    if (type === undefined) continue;
    if (runEnd <= at + 1) {
      closing = -1;
      for (runEnd = at + 1; runEnd < lines.length && isContent(lines[runEnd] ?? ''); runEnd += 1)
        if (lines[runEnd] === CLOSING) closing = runEnd;
    }
    // A block without content is none.
    if (closing < at + 2) continue;
    const content = lines.slice(at + 1, closing).map((line) => line.slice(2));
    blocks.push({ type, line: at + 2, content: content.join('\n') });
    at = closing;
  }
  return blocks;
};

/** The entries of a script's own metadata. PEP 723. */
export const collectScript = (file: string, bytes: Uint8Array): PendingInput => {
  const text = textOfLock(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'it is not UTF-8' };
  const [block, ...others] = scriptBlocks(text).filter(({ type }) => type === 'script');
  if (block === undefined) return { kind: 'entries', pending: [] };
  if (others.length > 0)
    return { kind: 'unreadable', reason: 'it has several script blocks, which is an error (PEP 723)' };
  const toml = readToml(block.content);
  if (toml.kind === 'malformed')
    return {
      kind: 'unreadable',
      reason: `its script block is no TOML: line ${(toml.line ?? 1) + block.line - 1}: ${toml.message}`,
    };
  const requires = tomlTextAt(toml.table, 'requires-python');
  return {
    kind: 'entries',
    pending: located(
      file,
      block.content,
      listEntries(toml.table.get('dependencies'), ['dependencies']),
      block.line - 1,
    ),
    ...(requires === undefined ? {} : { requiresPython: requires }),
  };
};
