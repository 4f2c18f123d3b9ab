import type { PinRule } from '../rule.ts';
import { compositeUncovered } from './composite-uncovered.ts';
import { cooldownShort } from './cooldown-short.ts';
import { deadEntry } from './dead-entry.ts';
import { externalExecution } from './external-execution.ts';
import { ignoredVulnerable } from './ignored-vulnerable.ts';
import { noTool } from './no-tool.ts';
import { overlappingEntries } from './overlapping-entries.ts';
import { schema } from './schema.ts';
import { uncoveredDirectory } from './uncovered-directory.ts';
import { uncoveredEcosystem } from './uncovered-ecosystem.ts';

/** What is pinned is kept new, all of it, and not too fast. */
export const updateRules: readonly PinRule[] = [
  schema,
  noTool,
  uncoveredEcosystem,
  uncoveredDirectory,
  compositeUncovered,
  deadEntry,
  overlappingEntries,
  externalExecution,
  cooldownShort,
  ignoredVulnerable,
];
