import type { Rule } from '@custody/findings';
import { AFFECTED_ADMITTED } from './affected-admitted.ts';
import { INPUT_NOTED } from './input-noted.ts';
import { KNOWN_VULNERABILITY } from './known-vulnerability.ts';
import { MALICIOUS_PACKAGE } from './malicious-package.ts';
import { NATIVE_DISAGREEMENT } from './native-disagreement.ts';
import { NO_DATABASE } from './no-database.ts';
import { POLICY_IN_TREE } from './policy-in-tree.ts';
import { PROJECT_STATUS } from './project-status.ts';
import { STALE_DATABASE } from './stale-database.ts';
import { UNAUDITED } from './unaudited.ts';
import { UNEVALUABLE_RANGE } from './unevaluable-range.ts';
import { UNRATED } from './unrated.ts';
import { WITHDRAWN_ADVISORY } from './withdrawn-advisory.ts';
import { YANKED } from './yanked.ts';

/** The `audit/` family: what must hold of the components that inputs name. */
export const AUDIT_RULES: readonly Rule[] = [
  AFFECTED_ADMITTED,
  INPUT_NOTED,
  KNOWN_VULNERABILITY,
  MALICIOUS_PACKAGE,
  NATIVE_DISAGREEMENT,
  NO_DATABASE,
  POLICY_IN_TREE,
  PROJECT_STATUS,
  STALE_DATABASE,
  UNAUDITED,
  UNEVALUABLE_RANGE,
  UNRATED,
  WITHDRAWN_ADVISORY,
  YANKED,
];

export {
  AFFECTED_ADMITTED,
  INPUT_NOTED,
  KNOWN_VULNERABILITY,
  MALICIOUS_PACKAGE,
  NATIVE_DISAGREEMENT,
  NO_DATABASE,
  POLICY_IN_TREE,
  PROJECT_STATUS,
  STALE_DATABASE,
  UNAUDITED,
  UNEVALUABLE_RANGE,
  UNRATED,
  WITHDRAWN_ADVISORY,
  YANKED,
};
