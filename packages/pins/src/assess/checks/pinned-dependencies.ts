import { usesIn } from '../../workflow/each.ts';
import { decided, evidenceAt, evidenceOf, INCONCLUSIVE, told } from '../score.ts';
import type { AssessInput, Check, Evidence } from '../types.ts';
import { fetchesIn } from './pinned-commands.ts';
import { imagesOf, scriptsOf } from './pinned-scripts.ts';

type Group = { pinned: number; total: number };

/** GitHub's own actions weigh 2 and those of others 8; alone, and every other ecosystem, 10. */
const weighted = (
  github: Group,
  others: Group,
  rest: Iterable<Group>,
): readonly (readonly [Group, number])[] => {
  const actions: readonly (readonly [Group, number])[] =
    github.total > 0 && others.total > 0
      ? [
          [github, 2],
          [others, 8],
        ]
      : [
          [github, 10],
          [others, 10],
        ];
  return [...actions, ...[...rest].map((group) => [group, 10] as const)].filter(([{ total }]) => total > 0);
};

const add = (group: Group, pinned: boolean): void => {
  group.total += 1;
  if (pinned) group.pinned += 1;
};

const isPinnedUse = (value: string): boolean =>
  /@[a-fA-F\d]{40,}/.test(value) || /^docker:\/\/.{1,400}@sha256:[a-fA-F\d]{64}/.test(value);

const judgeActions = ({ view }: AssessInput, lost: Evidence[]) => {
  const [github, others]: [Group, Group] = [
    { pinned: 0, total: 0 },
    { pinned: 0, total: 0 },
  ];
  for (const { uses, file, workflow } of usesIn(view)) {
    const { value } = uses.node;
    // Scorecard looks into workflows alone, and not at what is in the same repository.
    if (workflow === undefined || value === '' || /^(?:\.\/|\$\/)/.test(value)) continue;
    const pinned = isPinnedUse(value);
    add(/^(?:actions|github)\//.test(value) ? github : others, pinned);
    if (!pinned) lost.push(evidenceOf(file, uses.node, `${value.slice(0, 100)} is not pinned to a commit`));
  }
  return { github, others };
};

/** `checks/evaluation/pinned_dependencies.go`. What Scorecard does not see is told besides. */
export const pinnedDependencies: Check = {
  name: 'Pinned-Dependencies',
  risk: 'medium',
  todo: 'Pin actions to commits (custody pin --fix), images to digests, and install with pip --require-hashes.',
  judge: (input) => {
    const lost: Evidence[] = [];
    const also: Evidence[] = [];
    const { github, others } = judgeActions(input, lost);
    const rest = new Map<string, Group>();
    const groupOf = (kind: string): Group => {
      const group = rest.get(kind) ?? { pinned: 0, total: 0 };
      rest.set(kind, group);
      return group;
    };
    for (const { file, from } of imagesOf(input)) {
      const pinned = /@sha256:[a-f\d]{64}/.test(from.resolved ?? from.image);
      add(groupOf('containerImage'), pinned);
      if (!pinned)
        lost.push(
          evidenceAt(
            file,
            file.byteAt(from.start),
            `the image ${from.image.slice(0, 100)} is not pinned to a digest`,
          ),
        );
    }
    for (const { file, script, byteAt } of scriptsOf(input)) {
      const { fetches, others: unknownTools } = fetchesIn(script);
      for (const { kind, pinned, start, text } of fetches) {
        add(groupOf(kind), pinned);
        if (!pinned)
          lost.push(evidenceAt(file, byteAt(start), `not pinned by hash: ${text.split('\n')[0] ?? ''}`));
        if (!pinned && kind === 'pipCommand' && /--hash[= ]|\s-r\s/.test(text))
          also.push(
            evidenceAt(
              file,
              byteAt(start),
              'hashes in a file or on the line count for pip, and not for Scorecard without --require-hashes',
            ),
          );
      }
      for (const { tool, start } of unknownTools)
        also.push(evidenceAt(file, byteAt(start), `${tool} installs here, which Scorecard does not look at`));
    }
    const groups = weighted(github, others, rest.values());
    if (groups.length === 0)
      return { score: INCONCLUSIVE, reason: 'nothing is fetched', lost: [], also: told(also) };
    const [won, all] = groups.reduce(
      ([a, b], [{ pinned, total }, weight]) => [a + pinned * weight, b + total * weight],
      [0, 0],
    );
    const total = groups.reduce((sum, [group]) => sum + group.total, 0);
    return {
      score: decided((10 * won) / all),
      reason: `${total - lost.length} of ${total} dependencies of builds are pinned`,
      lost: told(lost),
      also: told(also),
    };
  },
};
