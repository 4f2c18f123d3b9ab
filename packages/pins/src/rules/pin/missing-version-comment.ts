import type { Rule } from '@custody/findings';
import { commentVersion, tagsAt } from '../../resolution/lookup.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';
import { looksLikeBranch, nameOf } from './about.ts';
import { commentSplices } from './pin-mend.ts';
import { pinnedUses, type RemoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/missing-version-comment',
  title: 'A pinned commit says which version it is',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Forty digits tell a reviewer nothing, and update bots and advisory checks read the version from the comment.',
  todo: 'Write the exact version behind the commit: `# v4.2.1`.',
};

const mendOf = (view: RepositoryView, at: RemoteUses): Mend | undefined => {
  const [version] = tagsAt(view, at.target.slug, at.target.ref.toLowerCase());
  if (version === undefined || looksLikeBranch(version)) return undefined;
  // Words that someone wrote there stay; only an empty place is filled.
  const splices = at.uses.comment === undefined ? commentSplices(at, version) : undefined;
  return (
    splices && {
      title: `say that it is ${version}`,
      safety: 'safe',
      edits: [{ path: at.file.path, splices }],
    }
  );
};

/** Comments that name a branch, a date or a tag of another form are a version too: of what, the reader can tell. */
const saysSomething = (comment: string): boolean =>
  commentVersion(comment) !== undefined ||
  /^(?:[\w.-]+\/)*[\w.-]*\d[\w.-]*$|^(?:tag=)?(?:main|master|release\S*|stable)\b/i.test(comment);

/** Pins without a version behind them. */
export const missingVersionComment: PinRule = {
  rule,
  *judge(view) {
    for (const at of pinnedUses(view)) {
      const { target, uses, file } = at;
      if (uses.comment !== undefined && saysSomething(uses.comment.text)) continue;
      const mend = mendOf(view, at);
      yield {
        kind: 'found',
        at: placeAt(file, target.refRange),
        message: `${nameOf(target)} is pinned to ${target.ref.slice(0, 12)}, and nothing says which version that is.`,
        key: nameOf(target),
        ...(mend && { mend }),
      };
    }
  },
};
