import { areaOf, POLICY_RULES, type Rule, type RuleId, type RuleTable, ruleTable } from '@custody/findings';
import { SBOM_WHEEL_RULES } from '@custody/sbom';
import { fileRules } from './rules/file/index.ts';
import { metadataRules } from './rules/metadata/index.ts';
import { nativeRules } from './rules/native/index.ts';
import { recordRules } from './rules/record/index.ts';
import type { JudgedRule } from './rules/rule.ts';
import { wheelRules } from './rules/wheel/index.ts';
import { zipRules } from './rules/zip/index.ts';

/** Rules of one area: at hand, or loaded when a run has to do with them. */
type Family = { readonly area: string } & (
  | { readonly kind: 'at-hand'; readonly rules: readonly Rule[] }
  | { readonly kind: 'loaded'; readonly load: () => Promise<readonly Rule[]> }
);

const rulesOf = (family: readonly JudgedRule<never>[]): readonly Rule[] => family.map(({ rule }) => rule);

/**
 * Every family, in the order in which they are listed. A wheel is judged by those at hand; each other one is loaded when a
 * run has to do with it: a check of one small wheel shall not pay for what it never asks.
 */
const FAMILIES: readonly Family[] = [
  { area: 'file', kind: 'at-hand', rules: fileRules },
  { area: 'zip', kind: 'at-hand', rules: rulesOf(zipRules) },
  { area: 'tar', kind: 'loaded', load: async () => rulesOf((await import('./rules/tar/index.ts')).tarRules) },
  { area: 'wheel', kind: 'at-hand', rules: rulesOf(wheelRules) },
  { area: 'record', kind: 'at-hand', rules: rulesOf(recordRules) },
  { area: 'native', kind: 'at-hand', rules: rulesOf(nativeRules) },
  { area: 'metadata', kind: 'at-hand', rules: rulesOf(metadataRules) },
  {
    area: 'sdist',
    kind: 'loaded',
    load: async () => rulesOf((await import('./rules/sdist/index.ts')).sdistRules),
  },
  {
    area: 'project',
    kind: 'loaded',
    load: async () => rulesOf((await import('./rules/project/index.ts')).projectRules),
  },
  {
    area: 'sbom',
    kind: 'loaded',
    load: async () => {
      const { SBOM_DOCUMENT_RULES } = await import('@custody/sbom');
      return SBOM_DOCUMENT_RULES;
    },
  },
  { area: 'sbom', kind: 'at-hand', rules: SBOM_WHEEL_RULES },
  {
    area: 'audit',
    kind: 'loaded',
    load: async () => {
      const { AUDIT_RULES } = await import('@custody/audit');
      return AUDIT_RULES;
    },
  },
  {
    area: 'attest',
    kind: 'loaded',
    load: async () => {
      const { ATTEST_RULES } = await import('@custody/attest');
      return ATTEST_RULES;
    },
  },
  ...(['pin', 'workflow', 'deps', 'index', 'update', 'name'] as const).map(
    (area): Family => ({
      area,
      kind: 'loaded',
      load: async () => {
        const { REPOSITORY_RULES } = await import('@custody/pins');
        return REPOSITORY_RULES.map(({ rule }) => rule).filter(({ id }) => areaOf(id) === area);
      },
    }),
  ),
  { area: 'policy', kind: 'at-hand', rules: POLICY_RULES },
];

const load = async (family: Family): Promise<readonly Rule[]> =>
  family.kind === 'at-hand' ? family.rules : family.load();

/** Every rule of custody, family by family. */
export const allRules = async (): Promise<readonly Rule[]> => (await Promise.all(FAMILIES.map(load))).flat();

/** All rules by id. Rejects where two share one: an id names one thing for ever. */
export const ruleTableOfAll = async (): Promise<RuleTable> => ruleTable(await allRules());

/** Rules by id, these among them: families that are not at hand are loaded only where one of these is theirs. */
export const ruleTableWith = async (ids: Iterable<RuleId>): Promise<RuleTable> => {
  const atHand = FAMILIES.filter(({ kind }) => kind === 'at-hand');
  const known = new Set((await Promise.all(atHand.map(load))).flat().map(({ id }) => id));
  const areas = new Set([...ids].filter((id) => !known.has(id)).map(areaOf));
  const wanted = FAMILIES.filter((family) => family.kind === 'at-hand' || areas.has(family.area));
  return ruleTable((await Promise.all(wanted.map(load))).flat());
};

/** The rule of that id, if there is one. */
export const ruleById = async (id: string): Promise<Rule | undefined> =>
  (await allRules()).find((rule) => rule.id === id);
