import type { RuleId } from '@custody/findings';

/** Which rules a run judges. */
export type Selection = { readonly has: (id: RuleId) => boolean };

export const EVERY_RULE: Selection = { has: () => true };

/**
 * The rules that a person asked for: exact ids, or whole families as `zip/*`. `unknown` names those that match no rule:
 * a run must not pass because a name was mistyped.
 */
export const selectRules = (
  wanted: readonly string[],
  all: readonly RuleId[],
): { readonly selection: Selection; readonly unknown: readonly string[] } => {
  const matches = (pattern: string, id: string): boolean =>
    pattern.endsWith('/*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
  const chosen = new Set(all.filter((id) => wanted.some((pattern) => matches(pattern, id))));
  const unknown = wanted.filter((pattern) => !all.some((id) => matches(pattern, id)));
  return { selection: chosen, unknown };
};
