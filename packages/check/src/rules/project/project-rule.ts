import type { Rule } from '@custody/findings';
import type { PyprojectCode } from '@custody/python';
import type { ProjectView } from '../../views/project.ts';
import { problemRule } from '../problem-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** These are judged before the TOML is read. */
const ABOUT_BYTES: ReadonlySet<string> = new Set([
  'project/encoding',
  'project/byte-order-mark',
  'project/toml',
  'project/bounds',
]);

/**
 * A rule over what the reader of pyproject.toml saw: a finding stands at its key or, where that is missing, at its table.
 * Where the file is no TOML nothing else is known of it.
 */
export const projectRule = (rule: Rule, codes: readonly PyprojectCode[]): JudgedRule<ProjectView> => {
  const { judge } = problemRule<PyprojectCode, ProjectView>(rule, {
    codes,
    read: ({ entry, parsed }) => ({
      ...(entry === undefined ? {} : { entry }),
      problems: parsed.problems,
    }),
  });
  return {
    rule,
    judge: (view) => {
      const outcome = judge(view);
      const broken = view.parsed.problems.find(({ code }) => code === 'toml-syntax');
      if (broken === undefined || outcome.findings.length > 0 || ABOUT_BYTES.has(rule.id)) return outcome;
      const { file, entry } = view;
      const location = { file, ...(entry === undefined ? {} : { entry }) };
      return { findings: [], unknowns: [{ rule, reason: 'pyproject.toml could not be read', location }] };
    },
  };
};
