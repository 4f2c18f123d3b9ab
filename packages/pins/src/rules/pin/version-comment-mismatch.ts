import type { Rule } from '@custody/findings';
import { commentVersion, commitOf, refsOf, tagsAt } from '../../resolution/lookup.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Mend, type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { nameOf } from './about.ts';
import { pinnedUses, type RemoteUses } from './remote-uses.ts';
import { unresolved } from './unresolved.ts';

const rule: Rule = {
  id: 'pin/version-comment-mismatch',
  title: 'The version behind a pin is the one that is pinned',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A reviewer reads the comment and the machine runs the commit: where they differ, nobody has looked at what runs.',
  todo: 'Find out which of the two is meant, and write the other one to match.',
  online: true,
};

const mendOf = (view: RepositoryView, at: RemoteUses, said: string): Mend | undefined => {
  const { comment } = at.uses;
  const [version] = tagsAt(view, at.target.slug, at.target.ref.toLowerCase());
  if (comment === undefined || version === undefined) return undefined;
  const from = comment.text.lastIndexOf(said);
  const start = comment.range.end - Buffer.byteLength(comment.text.slice(from));
  const range = { start, end: start + Buffer.byteLength(said) };
  return {
    title: `say ${version}, which is what is pinned`,
    safety: 'safe',
    edits: [{ path: at.file.path, splices: [{ range, text: version }] }],
  };
};

const tagNamed = (view: RepositoryView, slug: string, said: string): string | undefined =>
  commitOf(view, slug, said) ?? commitOf(view, slug, said.startsWith('v') ? said.slice(1) : `v${said}`);

const judgeOne = (view: RepositoryView, at: RemoteUses): Observation | undefined => {
  const { target, uses, file } = at;
  const said = uses.comment && commentVersion(uses.comment.text);
  if (said === undefined || uses.comment === undefined) return undefined;
  const commit = tagNamed(view, target.slug, said);
  const pinned = target.ref.toLowerCase();
  // Asked, and there is no such tag: the comment names a version that was never released.
  if (commit === pinned || (commit === undefined && refsOf(view, target.slug) === undefined))
    return undefined;
  const meant = tagsAt(view, target.slug, pinned)[0];
  // `v4` in a comment once was the commit that is now `v4.2.1`: the pin did not move, the tag did.
  if (meant?.startsWith(`${said}.`) === true) return undefined;
  const mend = mendOf(view, at, said);
  const is = commit === undefined ? 'is no tag of that repository' : `is ${commit.slice(0, 12)}`;
  return {
    kind: 'found',
    at: placeAt(file, uses.comment.range),
    message: `${nameOf(target)} is pinned to ${pinned.slice(0, 12)}${meant === undefined ? '' : ` (${meant})`}, and the comment says ${quoted(said)}, which ${is}.`,
    related: [placeAt(file, target.refRange, 'what is pinned')],
    key: `${nameOf(target)}@${pinned}`,
    ...(mend && { mend }),
  };
};

/** Comments that name another version than the pinned one; unknown where the tags are not known. */
export const versionCommentMismatch: PinRule = {
  rule,
  *judge(view) {
    const open: RemoteUses[] = [];
    for (const at of pinnedUses(view)) {
      const said = at.uses.comment && commentVersion(at.uses.comment.text);
      if (said === undefined) continue;
      const found = judgeOne(view, at);
      if (found !== undefined) yield found;
      else if (tagNamed(view, at.target.slug, said) === undefined) open.push(at);
    }
    yield* unresolved(view, open);
  },
};
