import { assessSource, readRulesets } from '@custody/attest';
import { readWhole, walk } from '@custody/host';
import { type Assessment, type Ownership, type Protection, readOwnership } from '@custody/pins';
import { CommandError, EXIT } from '../../exit.ts';

const MAX_FILE = 16 * 1024 * 1024;

type Json = Parameters<typeof readRulesets>[0];

const readJson = (path: string): Json => {
  try {
    return JSON.parse(new TextDecoder().decode(readWhole(path, MAX_FILE))) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`${path} is not JSON`, EXIT.source);
    throw error;
  }
};

const demands = (value: Json, type: string): boolean =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).some((ruleset) => {
    const { enforcement, target, rules } = (ruleset ?? {}) as Readonly<Record<string, unknown>>;
    return (
      enforcement === 'active' &&
      target === 'branch' &&
      Array.isArray(rules) &&
      (rules as readonly unknown[]).some((one) => (one as { readonly type?: unknown } | null)?.type === type)
    );
  });

/** What exported rulesets show: the source track of SLSA, and what SPEC 8 asks of branches. Whoever exported them is believed. */
export const rulesetsAt = (
  path: string,
  commit: string | undefined,
): { readonly source: NonNullable<Assessment['source']>; readonly protection: Protection } => {
  const value = readJson(path);
  const rulesets = readRulesets(value);
  const { level, requirements } = assessSource({
    ...(commit !== undefined && { commit }),
    summaries: [],
    rulesets,
    declared: new Map(),
  });
  return {
    source: {
      level,
      requirements: requirements.map(({ id, level: of, verdict, message }) => ({
        id,
        level: of,
        verdict,
        message,
      })),
    },
    protection: {
      branch: rulesets.branch.keepsHistory && rulesets.bypassed.length === 0,
      signatures: demands(value, 'required_signatures'),
    },
  };
};

/** Who may publish, as the index says. */
export const ownersAt = (path: string): Ownership => {
  const ownership = readOwnership(readJson(path));
  if (ownership === undefined)
    throw new CommandError(
      `${path} does not say who owns the project: there is no "ownership" with "roles" in it`,
      EXIT.source,
    );
  return ownership;
};

/** Names of the files of a release, as they lie in a folder. */
export const releaseAt = (directory: string): readonly string[] => {
  const names: string[] = [];
  for (const entry of walk(directory, { maxEntries: 100_000, maxDepth: 3 }))
    if (entry.kind === 'file') names.push(entry.relative);
  return names.sort();
};
