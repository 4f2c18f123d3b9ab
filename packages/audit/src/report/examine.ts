import {
  type Examination,
  type Finding,
  groupDigits,
  type Inventory,
  type LeftOutEntry,
  type Location,
  type StatementFact,
  type Subject as Examined,
  unknown,
  type Unknown,
} from '@custody/findings';
import type { Assessment, Assessor, Flaw } from '../flaw/index.ts';
import {
  AUDIT_RULES,
  NO_DATABASE,
  POLICY_IN_TREE,
  STALE_DATABASE,
  UNAUDITED,
  UNEVALUABLE_RANGE,
} from '../rules/index.ts';
import {
  type Accounted,
  type AuditInput,
  countAccounts,
  type Entry,
  indexSubjects,
  type SubjectIndex,
  type Subject,
  subjectsOf,
  type UnauditedReason,
} from '../subject/index.ts';
import type { StoreStatus } from '../types.ts';
import type { Admitter } from './admitted/admitted.ts';
import { admittedFindings } from './admitted/findings.ts';
import { componentFact, locationOf } from './component.ts';
import { flawFindings } from './flaw.ts';
import { type Merged, mergeSubjects } from './merge.ts';
import { type Settled, settle } from './settle.ts';
import { disagreement, stateFindings } from './state.ts';

/** What an examination of inputs rests on. */
export type AuditBench = {
  readonly assess: Assessor;
  /** What advisories say of requirements that fix no version; nothing is told of those without it. */
  readonly admit?: Admitter;
  readonly status: StoreStatus;
  /** What could not be audited keeps the verdict undecided. */
  readonly strict: boolean;
  /** Who says that a flaw of a component does not count, of those whom the invoker chose to believe. */
  readonly statementOf?: (flaw: Flaw, subject: Subject, input: AuditInput) => StatementFact | undefined;
};

/** Rules of the database and of the tree are judged elsewhere. */
const ELSEWHERE = new Set<string>([NO_DATABASE.id, STALE_DATABASE.id, POLICY_IN_TREE.id]);
const JUDGED = AUDIT_RULES.map(({ id }) => id).filter((id) => !ELSEWHERE.has(id));

const KINDS: ReadonlyMap<string, Examined['kind']> = new Map([
  ['wheel', 'wheel'],
  ['sdist', 'sdist'],
  ['cyclonedx', 'sbom'],
  ['spdx', 'sbom'],
  ['sbom', 'sbom'],
]);

const leftOutOf = (account: Accounted): readonly LeftOutEntry[] =>
  account.kind !== 'inapplicable'
    ? []
    : [
        {
          text: account.entry.text,
          location: locationOf(account.entry.location),
          marker: account.marker,
          asked: account.environments,
        },
      ];

const inventoryOf = (accounted: readonly Accounted[]): Inventory => {
  const { entries, audited, inapplicable, unaudited } = countAccounts(accounted);
  const purls = accounted.flatMap((account) => (account.kind === 'audited' ? [account.subject.purl] : []));
  const components = [...new Set(purls)].sort();
  const counts = { entries, audited, inapplicable, unaudited, components };
  return inapplicable === 0 ? counts : { ...counts, leftOut: accounted.flatMap(leftOutOf) };
};

const entries = (amount: number): string => (amount === 1 ? '1 entry' : `${groupDigits(amount)} entries`);

const accountText = (accounted: readonly Accounted[]): string => {
  const counts = countAccounts(accounted);
  const why = counts.reasons.map(({ reason, entries: of }) => `${of} ${reason}`).join(', ');
  return [
    `${entries(counts.entries)}: ${counts.audited} audited`,
    ...(counts.inapplicable === 0 ? [] : [`${counts.inapplicable} inapplicable`]),
    ...(counts.unaudited === 0 ? [] : [`${counts.unaudited} unaudited (${why})`]),
  ].join(', ');
};

const examinedOf = (input: AuditInput, { accounted }: Settled): Examined => ({
  kind: KINDS.get(input.format) ?? 'dependencies',
  path: input.path,
  ...(input.sha256 === undefined ? {} : { sha256: input.sha256 }),
  ...(input.size === undefined ? {} : { size: input.size }),
  ...(input.name === undefined ? {} : { name: input.name }),
  ...(input.version === undefined ? {} : { version: input.version }),
  facts: [input.format, accountText(accounted)],
  inventory: inventoryOf(accounted),
});

const NO_EDGES = indexSubjects([]);

/**
 * Where it was custody that could not read on, nobody knows what is behind: that is no "ok", asked for strictly or not.
 * The other reasons tell of one entry which it is.
 */
const UNREAD: ReadonlySet<UnauditedReason> = new Set(['malformed', 'not-read', 'limit']);

/** What the entry says; an input that could not be read at all has only its own name to say. */
const noteOf = ({ text, location: { note, file } }: Entry): { readonly note?: string } =>
  note !== undefined ? { note } : text === file ? {} : { note: text };

const unauditedUnknowns = (accounted: readonly Accounted[], strict: boolean): readonly Unknown[] =>
  accounted.flatMap((account) => {
    if (account.kind !== 'unaudited') return [];
    const { entry, reason, sentence, subject } = account;
    const merged = subject === undefined ? undefined : mergeSubjects([subject])[0];
    return [
      unknown(UNAUDITED, {
        reason: sentence,
        location: locationOf({ ...entry.location, ...noteOf(entry) }),
        ...(merged === undefined ? {} : { component: componentFact(merged, NO_EDGES) }),
        ...(strict || UNREAD.has(reason) ? {} : { required: false as const }),
      }),
    ];
  });

const isSilent = ({ flaws, unjudged, withdrawn }: Assessment, { index }: Subject): boolean =>
  flaws.length + unjudged.length + withdrawn.length === 0 && index === undefined;

/** What is bundled and could not be held against advisories: witnesses of it may disagree all the same. */
const bundledOf = (accounted: readonly Accounted[]): readonly Subject[] =>
  accounted.flatMap((account) =>
    account.kind === 'unaudited' && account.subject?.evidence !== undefined ? [account.subject] : [],
  );

/** Of what is declared in one version and observed in another, one finding for each name, however many versions it is known by. */
const disagreements = (all: readonly Merged[], index: SubjectIndex): readonly Finding[] => {
  const told = new Set<string>();
  return all.flatMap((merged) => {
    const { name, evidence } = merged.subject;
    if (evidence === undefined || told.has(name)) return [];
    const [first, ...rest] = merged.locations;
    const locations: readonly [Location, ...Location[]] = [locationOf(first), ...rest.map(locationOf)];
    const found = disagreement(merged, { locations, component: componentFact(merged, index) });
    if (found.length > 0) told.add(name);
    return found;
  });
};

/**
 * Examines one input: a finding for each flaw of each component, an unknown for each flaw that cannot be judged and for
 * each entry that cannot be audited, and the account of all entries.
 */
export const examineInput = (input: AuditInput, bench: AuditBench): Examination => {
  const settled = settle(input, bench.assess, bench.status);
  const subjects = subjectsOf({ ...input, accounted: settled.accounted });
  const index = indexSubjects(subjects);
  const findings: Finding[] = [];
  const unknowns: Unknown[] = [...unauditedUnknowns(settled.accounted, bench.strict)];
  const examine = (merged: Merged): void => {
    const assessment = settled.assessments.get(merged.subject);
    // Of most components there is nothing to say.
    if (assessment === undefined || isSilent(assessment, merged.subject)) return;
    const [first, ...rest] = merged.locations;
    const locations: readonly [Location, ...Location[]] = [locationOf(first), ...rest.map(locationOf)];
    const component = componentFact(merged, index);
    const statementOf = (flaw: Flaw) => bench.statementOf?.(flaw, merged.subject, input);
    findings.push(
      ...flawFindings(merged, assessment, component, locations, statementOf),
      ...stateFindings(merged, assessment.withdrawn, { locations, component }),
    );
    for (const { ids, reasons } of assessment.unjudged) {
      unknowns.push(
        unknown(UNEVALUABLE_RANGE, {
          reason: `${component.name} ${component.version ?? ''}: ${reasons.join('; ')}`,
          location: locations[0],
          component,
          advisory: { ids, fixed: [], upstream: [], related: [] },
        }),
      );
    }
  };
  const { admit } = bench;
  if (admit !== undefined)
    for (const account of settled.accounted) findings.push(...admittedFindings(account, index, admit));
  // Most components have nothing said of them: only what may share a name with one that has is looked at.
  const told = new Set(
    subjects.flatMap((subject) => {
      const assessment = settled.assessments.get(subject);
      const silent = assessment === undefined || isSilent(assessment, subject);
      return silent && subject.evidence === undefined ? [] : [subject.name];
    }),
  );
  const all = mergeSubjects(subjects.filter(({ name }) => told.has(name)));
  for (const merged of all) examine(merged);
  findings.push(...disagreements([...all, ...mergeSubjects(bundledOf(settled.accounted))], index));
  return { subject: examinedOf(input, settled), judged: JUDGED, findings, unknowns };
};
