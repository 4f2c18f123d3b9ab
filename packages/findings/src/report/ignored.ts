import type { Ignore } from '../policy/types.ts';
import { compareText } from '../order/compare.ts';
import type { Report } from './types.ts';

/** An ignore, and how many findings and unknowns it covered. */
export type IgnoredSummary = { readonly ignore: Ignore; readonly times: number };

/** What the policy covered up in this run, by rule. */
export const ignoredOf = ({ subjects }: Report): readonly IgnoredSummary[] => {
  const all = subjects.flatMap(({ findings, unknowns }) =>
    [...findings, ...unknowns].flatMap(({ ignored }) => ignored ?? []),
  );
  return [...Map.groupBy(all, (ignore) => JSON.stringify(ignore)).values()]
    .flatMap((group) => {
      const [ignore] = group;
      return ignore === undefined ? [] : [{ ignore, times: group.length }];
    })
    .sort(
      (a, b) =>
        compareText(a.ignore.rule, b.ignore.rule) ||
        compareText(JSON.stringify(a.ignore), JSON.stringify(b.ignore)),
    );
};

/** What was covered up, by whom: the policy, or authors of statements that the invoker chose to believe. */
export const ignoredByWhom = (
  report: Report,
): readonly { readonly title: string; readonly ignored: readonly IgnoredSummary[] }[] => {
  const all = ignoredOf(report);
  return [
    {
      title: 'Ignored by the policy',
      ignored: all.filter(({ ignore: { statement } }) => statement === undefined),
    },
    {
      title: 'Excused by VEX statements',
      ignored: all.filter(({ ignore: { statement } }) => statement !== undefined),
    },
  ].filter(({ ignored }) => ignored.length > 0);
};

/** What an ignore is about: `CVE-2026-1 of jinja2`, else its rule. */
export const aboutOf = ({ rule, advisory, package: name }: Ignore): string => {
  const what = advisory ?? rule;
  return name === undefined ? what : `${what} of ${name}`;
};

/** `release team, until 2026-12-31`: who answers for an ignore and for how long, where the policy says so. */
export const termsOf = ({ owner, expires, untilFixed, statement, inline }: Ignore): string =>
  [
    ...(owner === undefined ? [] : [owner]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    ...(untilFixed === true ? ['until a fix is known'] : []),
    ...(statement === undefined ? [] : [statement.document]),
    ...(inline === true ? ['a comment in the file'] : []),
  ].join(', ');
