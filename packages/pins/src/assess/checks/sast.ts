import { usesIn } from '../../workflow/each.ts';
import { between, decided } from '../score.ts';
import type { Check } from '../types.ts';

const OTHERS =
  /^(?:snyk\/actions\/.+|facebook\/pysa-action|JetBrains\/qodana-action|hadolint\/hadolint-action)@/;
const CODEQL = /^github\/codeql-action\/analyze@/;
/** Tools that look for flaws in code, and that Scorecard does not know. */
const ALSO = /^(?:semgrep\/|returntocorp\/semgrep|zizmorcore\/zizmor-action|PyCQA\/bandit-action)/i;

/** `checks/evaluation/sast.go`. Whether tools ran on each pull request is known to the forge alone. */
export const sast: Check = {
  name: 'SAST',
  risk: 'medium',
  todo: 'Run CodeQL on every pull request.',
  judge: ({ view }) => {
    const uses = usesIn(view).filter(({ by, workflow }) => by === 'step' && workflow !== undefined);
    const find = (pattern: RegExp) => uses.find((one) => pattern.test(one.uses.node.value));
    const other = find(OTHERS);
    if (other !== undefined)
      return {
        score: decided(10),
        reason: `${other.file.path} runs ${other.uses.node.value.split('@')[0] ?? ''}`,
        lost: [],
      };
    const also = find(ALSO);
    const beside =
      also === undefined
        ? []
        : [
            {
              path: also.file.path,
              line: also.file.positionAt(also.uses.node.range.start).line,
              text: `${also.uses.node.value.split('@')[0] ?? ''}: Scorecard does not count it`,
            },
          ];
    const codeql = find(CODEQL);
    const shownBy = 'the checks of merged pull requests';
    if (codeql !== undefined)
      return {
        // Seven parts of ten are CodeQL's, three those of the pull requests it ran on.
        score: between(7, 10),
        reason: `${codeql.file.path} runs CodeQL`,
        lost: [],
        also: beside,
        shownBy,
      };
    return {
      score: between(0, 10),
      reason: 'no tool that Scorecard knows in the workflows',
      lost: [{ text: 'no workflow runs CodeQL or another tool that Scorecard knows' }],
      also: beside,
      shownBy,
    };
  },
};
