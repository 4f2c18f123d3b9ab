import type { Rule } from '@custody/findings';

/** One line per rule: id, severity, who demands it, what must hold. */
export const listRules = (rules: readonly Rule[]): string => {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, sources, title }) => {
      const who =
        sources[0] === 'pypi-rejects'
          ? 'PyPI rejects'
          : sources[0] === 'pypi-warns'
            ? 'PyPI warns'
            : sources[0];
      return `${id.padEnd(width)}  ${severity.padEnd(8)}  ${who.padEnd(12)}  ${title}\n`;
    })
    .join('');
};
