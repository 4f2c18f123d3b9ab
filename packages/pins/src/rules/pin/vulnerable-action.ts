import type { Rule } from '@custody/findings';
import type { ActionFlaw } from '../../repository/outside.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { commentVersion, commitOf, tagsAt } from '../../resolution/lookup.ts';
import { type PinRule, placeAt, quoted, type Undecided } from '../rule.ts';
import { nameOf } from './about.ts';
import { type RemoteUses, remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/vulnerable-action',
  title: 'No advisory is known against an action',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A flaw in an action is a flaw in every build that runs it.',
  attack:
    'In March 2025 the tags of tj-actions/changed-files were moved to a commit that printed the secrets of every job that used it (CVE-2025-30066).',
  todo: 'Update the action to a version that mends it.',
  online: true,
};

/** Three numbers: a shorter one is moved by its owner. */
const isExact = (version: string): boolean => /^v?\d+\.\d+\.\d+/.test(version);

/** Which version a `uses:` is: what is known of its commit, else what the comment says; a moving `v4` only through its commit. */
const versionOf = (view: RepositoryView, { target, uses }: RemoteUses): string | undefined => {
  const { slug, ref, form } = target;
  const commit = form === 'sha' ? ref.toLowerCase() : commitOf(view, slug, ref);
  const known = commit === undefined ? undefined : tagsAt(view, slug, commit).find(isExact);
  if (known !== undefined) return known;
  const said = form === 'sha' ? uses.comment && commentVersion(uses.comment.text) : ref;
  return said !== undefined && isExact(said) ? said : undefined;
};

/** Advisories name a repository, or an action in a folder of it. */
const namesOf = (at: RemoteUses): readonly string[] => {
  const { target } = at;
  return [...new Set([target.slug, nameOf(target)].map((name) => name.toLowerCase()))];
};

const plain = (version: string): string => version.replace(/^v/, '');

const toldOf = (name: string, version: string, { ids, summary }: ActionFlaw): string => {
  const [first, ...others] = ids;
  const also = others.length === 0 ? '' : ` (${others.slice(0, 3).join(', ')})`;
  return `${name} ${version}: ${first}${also}${summary === undefined ? '' : `, ${summary.slice(0, 200)}`}.`;
};

const unknownOf = (at: readonly RemoteUses[], reason: string): readonly Undecided[] => {
  const [first] = at;
  if (first === undefined) return [];
  return [
    {
      kind: 'unknown',
      at: placeAt(first.file, first.uses.node.range),
      reason,
      required: false,
    },
  ];
};

/** Holds actions against the advisories of the ecosystem "GitHub Actions", where they are at hand. */
export const vulnerableAction: PinRule = {
  rule,
  *judge(view) {
    const { advisories } = view.outside;
    const uses = remoteUses(view);
    if (advisories === undefined) {
      yield* unknownOf(uses, 'no advisory store with these records is at hand; custody db sync gets it');
      return;
    }
    const unversioned: RemoteUses[] = [];
    for (const at of uses) {
      const version = versionOf(view, at);
      const names = namesOf(at);
      if (version === undefined) {
        // An action that no advisory names needs no version.
        if (names.some((name) => advisories(name, undefined).unjudged.length > 0)) unversioned.push(at);
        continue;
      }
      const place = placeAt(at.file, at.uses.node.range);
      for (const name of names) {
        const { flaws, unjudged } = advisories(name, plain(version));
        for (const flaw of flaws) {
          const [to] = flaw.fixed;
          yield {
            kind: 'found',
            at: place,
            message: toldOf(nameOf(at.target), version, flaw),
            todo:
              to === undefined
                ? 'No version is known that mends it: do without the action, or wait for one.'
                : `Update it to ${to} or later.`,
            ...(flaw.severity && { severity: flaw.severity }),
            key: `${name} ${flaw.ids[0]}`,
          };
        }
        if (unjudged.length > 0)
          yield {
            kind: 'unknown',
            at: place,
            reason: `whether ${quoted(unjudged.slice(0, 5).join(', '))} applies to ${name} ${version} cannot be said`,
            required: false,
          };
      }
    }
    yield* unknownOf(
      unversioned,
      'which version of an action this is, of which advisories are known, is not known here',
    );
  },
};
