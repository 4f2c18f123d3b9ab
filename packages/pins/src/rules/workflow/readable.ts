import type { Rule } from '@custody/findings';
import { lockOf, LOCK_PATH } from '../../lockfile/lockfile.ts';
import { preCommitIn } from '../../precommit/precommit.ts';
import { gitlabCiIn } from '../../gitlab/gitlab.ts';
import { stepsIn } from '../../workflow/each.ts';
import { ciOf } from '../../workflow/read.ts';
import { placeIn } from '../../yaml/place.ts';
import { type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'workflow/readable',
  title: 'What builds are made of can be read',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'YAML 1.2.2',
  why: 'What cannot be read cannot be judged; and a file that readers take differently hides something from one of them.',
  todo: 'Mend the file.',
};

const SCRIPT_PROBLEMS = {
  unclosed: 'a quote, a bracket or a substitution that begins here has no end',
  'too-deep': 'what begins here is nested too deeply',
  'too-large': 'the script is too large',
} as const;

/** Workflows, actions and their like that are damaged; scripts that could not be read to their end stay unknown. */
export const readable: PinRule = {
  rule,
  *judge(view) {
    const { damaged, unread } = view.once(ciOf);
    const others = [
      view.once(lockOf)?.document,
      view.once(preCommitIn)?.document,
      view.once(gitlabCiIn)?.document,
    ];
    for (const { source, problems } of [...damaged, ...others.filter((one) => one !== undefined)])
      for (const { range, message, code } of problems) {
        // A pipeline of GitLab may have a header of its own in front: only that one was read.
        if (code === 'several-documents')
          yield { kind: 'unknown', at: placeAt(source, range), reason: message };
        else
          yield {
            kind: 'found',
            at: placeAt(source, range),
            message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`,
            key: code,
          };
      }
    for (const { path, reason } of unread) yield { kind: 'unknown', at: { path }, reason };
    for (const path of [LOCK_PATH, '.pre-commit-config.yaml', '.gitlab-ci.yml']) {
      const reading = view.repository.read(path);
      if (reading?.kind === 'unreadable') yield { kind: 'unknown', at: { path }, reason: reading.reason };
    }
    for (const link of view.repository.links)
      if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(link))
        yield { kind: 'unknown', at: { path: link }, reason: 'it is a symbolic link, which is not followed' };
    for (const { path, reason } of view.repository.gaps) yield { kind: 'unknown', at: { path }, reason };
    for (const { step, file } of stepsIn(view)) {
      const { run } = step;
      // Of a PowerShell script only what it has in common with others is read.
      if (run === undefined || run.language !== 'posix') continue;
      const [problem] = run.shell().problems;
      if (problem === undefined) continue;
      const at = placeAt(file, placeIn(run.script, problem.at, problem.at + 1));
      yield {
        kind: 'unknown',
        at,
        reason: `${SCRIPT_PROBLEMS[problem.code]}; commands behind it were not seen`,
        required: false,
      };
    }
  },
};
