import type { Rule, RuleSource } from '../types.ts';

const SOURCES: Readonly<Record<RuleSource, string>> = {
  'pypi-rejects': 'PyPI rejects this today',
  'pypi-warns': 'PyPI accepts this but mails a warning',
  standard: 'the standard demands it',
  custody: 'custody asks for it',
};

/** Who demands the rule, the strongest alone, with the clause: "PyPI rejects this today (PEP 427)". */
export const sourceText = ({ sources: [strongest], standard }: Rule): string =>
  standard === undefined ? SOURCES[strongest] : `${SOURCES[strongest]} (${standard})`;

/** All who demand the rule, strongest first: "PyPI rejects this today; the standard demands it". */
export const sourcesText = ({ sources }: Rule): string => sources.map((source) => SOURCES[source]).join('; ');
