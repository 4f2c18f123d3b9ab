import type { RepositoryView } from '../../repository/view.ts';
import { commitOf, refsOf, tagsAt } from '../../resolution/lookup.ts';
import type { Splice } from '../../fix/apply.ts';
import type { Mend } from '../rule.ts';
import { looksLikeBranch } from './about.ts';
import type { RemoteUses } from './remote-uses.ts';

/** The splices that give a `uses:` its version as a comment; nothing where there is no room for one on the line. */
export const commentSplices = (
  { uses, file }: RemoteUses,
  version: string,
): readonly Splice[] | undefined => {
  const { node, comment } = uses;
  if (comment !== undefined) return [{ range: comment.range, text: `# ${version}` }];
  const { text } = file;
  const newline = text.indexOf('\n', node.end);
  const rest = text.slice(node.end, newline === -1 ? text.length : newline);
  // Inside braces the line goes on: a comment would swallow the rest.
  if (rest.trim() !== '' || node.via !== undefined) return undefined;
  return [
    {
      range: { start: node.range.end, end: node.range.end + rest.replace(/\r$/, '').length },
      text: ` # ${version}`,
    },
  ];
};

/** The tag to name: the one that was written where it is exact, else the exact one that it stood for, else the most exact there is. */
const versionFor = (ref: string, tags: readonly string[]): string =>
  tags.find((tag) => tag === ref && /\d+\.\d+\.\d+/.test(tag)) ??
  tags.find((tag) => tag.startsWith(`${ref}.`)) ??
  tags[0] ??
  ref;

/** Pins a `uses:` to the commit its name stands for, and keeps the exact version in a comment. */
export const pinMend = (view: RepositoryView, at: RemoteUses): Mend | undefined => {
  const { slug, ref, refRange } = at.target;
  const commit = commitOf(view, slug, ref);
  if (commit === undefined || at.uses.node.via !== undefined) return undefined;
  const version = versionFor(ref, tagsAt(view, slug, commit));
  const { comment } = at.uses;
  // A comment that says something else is left to its author.
  const keep = comment !== undefined && !/^v?\d[\w.-]*$/.test(comment.text);
  const note = keep ? [] : commentSplices(at, version);
  if (note === undefined) return undefined;
  // Who names a branch may want to follow it: that a person has to decide.
  const branch = refsOf(view, slug)?.tags.has(ref) !== true && looksLikeBranch(ref);
  return {
    title: `pin ${slug} to ${commit.slice(0, 12)}, which is ${version}`,
    safety: branch ? 'unsafe' : 'safe',
    edits: [{ path: at.file.path, splices: [{ range: refRange, text: commit }, ...note] }],
  };
};
