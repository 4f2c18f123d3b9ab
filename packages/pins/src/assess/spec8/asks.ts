import type { PinRule } from '../../rules/rule.ts';
import { dependabotIn } from '../../update/dependabot/read.ts';
import { renovateIn } from '../../update/renovate/read.ts';
import { evidenceAt, evidenceOf } from '../score.ts';
import { type Ask, met, notMet, open } from './answer.ts';

/** A point that rules judge: met where none of them finds anything in a workflow that publishes. */
export const byRules =
  (reason: string, ...rules: readonly PinRule[]): Ask =>
  ({ view }, publishing) => {
    const files = new Set(publishing.map(({ file }) => file));
    const places = rules.flatMap(({ judge }) =>
      [...judge(view)].flatMap((seen) =>
        seen.kind === 'found' && 'file' in seen.at && files.has(seen.at.file)
          ? [evidenceAt(seen.at.file, seen.at.range.start, seen.message.replace(/\.$/, ''))]
          : [],
      ),
    );
    return places.length === 0 ? met(reason) : notMet(`${places.length} places`, places);
  };

const RELEASING =
  /^(?:[^/]{0,40}\/){0,4}(?:releas(?:e|ing)|how.?to.?release|maintainer.?guide)[^/]{0,60}\.(?:md|rst|txt|adoc)$/i;

/** A page that says how a release is made. */
export const documented: Ask = ({ view }) => {
  // Notes on releases that were made are no guide to making one.
  const path = view.repository.paths.find(
    (one) => RELEASING.test(one) && !/release.?(?:notes?|history)|changelog/i.test(one),
  );
  return path === undefined
    ? notMet('no RELEASING.md or page of the developer documentation says how a release is made')
    : met(path, [{ path, text: 'the steps of a release' }]);
};

/** Workflows that publish, whose tokens read unless a job says more. */
export const readByDefault: Ask = (_, publishing) => {
  const places = publishing.flatMap(({ file, permissions }) => {
    if (permissions === undefined)
      return [evidenceAt(file, 0, 'the workflow does not say what its token may do')];
    const { grant, node } = permissions;
    const writes =
      grant.kind === 'all'
        ? grant.access === 'write'
        : [...grant.scopes.values()].some(({ access }) => access === 'write');
    return writes ? [evidenceOf(file, node, 'every job of the workflow may write')] : [];
  });
  return places.length === 0
    ? met('tokens may read by default')
    : notMet(`${places.length} workflows`, places);
};

/** Nothing may be written by every job. */
export const writesAtJobs: Ask = (_, publishing) => {
  const places = publishing.flatMap(({ file, permissions }) =>
    permissions === undefined || permissions.grant.kind === 'all'
      ? []
      : [...permissions.grant.scopes].flatMap(([scope, { access, value }]) =>
          access === 'write' ? [evidenceOf(file, value, `${scope} may be written by every job`)] : [],
        ),
  );
  const wide = publishing.some(({ permissions }) => permissions === undefined);
  if (places.length > 0) return notMet(`${places.length} scopes`, places);
  return wide
    ? notMet('where the workflow says nothing, jobs have what the repository grants')
    : met('writes are granted at jobs');
};

/** A bot that proposes new versions of actions. */
export const updates: Ask = ({ view }) => {
  const reading = view.once(dependabotIn);
  if (reading === undefined)
    return view.once(renovateIn) === undefined
      ? notMet('no Dependabot entry for github-actions')
      : met('Renovate updates actions by default');
  if (reading.kind === 'unread') return open(`${reading.path} cannot be read: ${reading.reason}`);
  const file = reading.kind === 'read' ? reading.dependabot.file : reading.document.source;
  const entry =
    reading.kind === 'read'
      ? reading.dependabot.updates.find(({ ecosystem }) => ecosystem?.value === 'github-actions')
      : undefined;
  return entry === undefined
    ? notMet('Dependabot is not told of github-actions', [
        { path: file.path, text: 'no entry for github-actions' },
      ])
    : met(file.path, [evidenceOf(file, entry.node, 'the entry for github-actions')]);
};

/** What only the forge knows. */
export const forge =
  (reason: string): Ask =>
  () =>
    open(reason);
