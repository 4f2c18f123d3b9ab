import { count, sanitize } from '@custody/findings';
import type { Conflict } from '@custody/sbom';

/** One line per conflict: what is said of which component, by whom. */
export const conflictLines = (conflicts: readonly Conflict[]): string => {
  const lines = conflicts.map(({ component, field, claims }) => {
    const said = claims.map(({ label, value }) => `${sanitize(label)} says ${sanitize(value)}`).join('; ');
    return `  ${sanitize(component)}: ${field}: ${said}`;
  });
  return `${count(conflicts.length, 'conflict')}; what the first document says was kept:\n${lines.join('\n')}\n`;
};
