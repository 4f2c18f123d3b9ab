import { AUDIT_RULES } from '@custody/audit';
import { POLICY_RULES, type Rule, type RuleTable, ruleTable } from '@custody/findings';
import { SBOM_DOCUMENT_RULES, SBOM_WHEEL_RULES } from '@custody/sbom';
import { fileRules } from './rules/file/index.ts';
import { metadataRules } from './rules/metadata/index.ts';
import { nativeRules } from './rules/native/index.ts';
import { projectRules } from './rules/project/index.ts';
import { recordRules } from './rules/record/index.ts';
import { sdistRules } from './rules/sdist/index.ts';
import { tarRules } from './rules/tar/index.ts';
import { wheelRules } from './rules/wheel/index.ts';
import { zipRules } from './rules/zip/index.ts';

const FAMILIES: readonly (readonly Rule[])[] = [
  fileRules,
  zipRules.map(({ rule }) => rule),
  tarRules.map(({ rule }) => rule),
  wheelRules.map(({ rule }) => rule),
  recordRules.map(({ rule }) => rule),
  nativeRules.map(({ rule }) => rule),
  metadataRules.map(({ rule }) => rule),
  sdistRules.map(({ rule }) => rule),
  projectRules.map(({ rule }) => rule),
  SBOM_DOCUMENT_RULES,
  SBOM_WHEEL_RULES,
  AUDIT_RULES,
  POLICY_RULES,
];

/** Every rule of custody, family by family. */
export const allRules = (): readonly Rule[] => FAMILIES.flat();

/** All rules by id. Throws where two share one: an id names one thing for ever. */
export const ruleTableOfAll = (): RuleTable => ruleTable(allRules());

/** The rule of that id, if there is one. */
export const ruleById = (id: string): Rule | undefined => allRules().find((rule) => rule.id === id);
