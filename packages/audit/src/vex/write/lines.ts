import { compareText, type JudgedFinding, type Report } from '@custody/findings';

/** Who says it and when: a statement without them is worth nothing. `timestamp` is RFC 3339. */
export type VexAuthor = { readonly author: string; readonly timestamp: string };

export type Line = {
  readonly purl: string;
  readonly finding: JudgedFinding;
};

/** What the report rests on: everything that took part in it, with digests where there are bytes. */
export const groundsOf = ({
  facts,
  policy,
  subjects,
}: Report): readonly { name: string; value: string }[] => [
  ...facts,
  {
    name: 'policy',
    value: policy.origin === undefined ? 'default' : `${policy.origin.path} sha256 ${policy.origin.sha256}`,
  },
  ...subjects
    .filter(({ subject }) => subject.inventory !== undefined)
    .map(({ subject: { path, sha256 } }) => ({
      name: 'input',
      value: sha256 === undefined ? path : `${path} sha256 ${sha256}`,
    })),
];

/** Findings about a flaw of a component, each once, by purl and flaw. */
export const linesOf = (report: Report): readonly Line[] => {
  const lines = new Map<string, Line>();
  for (const { findings } of report.subjects) {
    for (const finding of findings) {
      const { component, advisory } = finding;
      if (component === undefined || advisory === undefined) continue;
      const key = JSON.stringify([component.purl, advisory.ids]);
      const before = lines.get(key);
      // Where one input accepts what another does not, the flaw counts.
      if (before === undefined || before.finding.ignored !== undefined)
        lines.set(key, { purl: component.purl, finding });
    }
  }
  return [...lines].sort(([a], [b]) => compareText(a, b)).map(([, line]) => line);
};

/**
 * Lines about a component in one version: a statement that names none would speak of every version there is, and of a
 * requirement that leaves its version open that is not known.
 */
export const versionedLines = (report: Report): readonly Line[] =>
  linesOf(report).filter(({ finding: { component } }) => component?.version !== undefined);
