import { count, finding, type Finding, type Location, shorten } from '@custody/findings';
import type { Flaw } from '../../flaw/index.ts';
import { AFFECTED_ADMITTED } from '../../rules/index.ts';
import type { Accounted, SubjectIndex } from '../../subject/index.ts';
import { componentFact, locationOf } from '../component.ts';
import { advisoryFact, ruleOf } from '../flaw.ts';
import { mergeSubjects } from '../merge.ts';
import type { Admitted, Admitter } from './admitted.ts';

/** Names of flaws in a sentence. */
const NAMED = 5;

const namesText = (names: readonly string[]): string => {
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${count(rest, 'other')}` : ''}`;
};

const todoOfAll = ({ all, free }: Admitted, name: string): string => {
  if (all.some(({ malicious }) => malicious))
    return `Remove ${name} now, and treat every machine that installed it as compromised`;
  return free === undefined
    ? `No fix of ${name} is known: replace it, or accept its flaws in the policy with a reason and an end`
    : `Allow ${name} ${free} or later: what is allowed now is affected, whichever version is installed`;
};

type Details = {
  readonly locations: readonly [Location, ...Location[]];
  readonly component: ReturnType<typeof componentFact>;
};

const ofAll = (flaw: Flaw, admitted: Admitted, details: Details): Finding => {
  const { name, ecosystem = '' } = details.component;
  const summary = flaw.summary === undefined ? '' : `: ${shorten(flaw.summary, 120)}`;
  const verb = flaw.malicious ? 'is malicious' : 'is affected';
  return finding(ruleOf(flaw), {
    ...details,
    message: `Every version that ${admitted.requirement} admits ${verb} by ${flaw.ids.join(', ')}${summary}`,
    ...(flaw.malicious || flaw.rating.kind === 'unrated' ? {} : { severity: flaw.rating.severity }),
    todo: todoOfAll(admitted, name),
    key: `${ecosystem} ${name} ${flaw.ids[0]}`,
    advisory: advisoryFact(flaw),
  });
};

const ofSome = ({ requirement, all, some, none, free }: Admitted, details: Details): Finding => {
  const { name } = details.component;
  const flaws = `${count(some.length, 'known flaw')} (${namesText(some)})`;
  const every = none && all.length === 0;
  const after = free === undefined ? '' : `; none of them affects ${free} or later`;
  return finding(AFFECTED_ADMITTED, {
    ...details,
    message: every
      ? `Every version that ${requirement} admits is affected by one or another of ${flaws}${after}`
      : `Some versions that ${requirement} admits are affected by ${flaws}${after}`,
    key: name,
    ...(every ? { severity: 'high' as const } : {}),
    ...(free === undefined ? {} : { todo: `Ask for ${name}>=${free}, or pin what is installed in a lock` }),
  });
};

/** What advisories say of an entry that fixes no version: it stays unaudited, and this is told besides. */
export const admittedFindings = (
  account: Accounted,
  index: SubjectIndex,
  admit: Admitter,
): readonly Finding[] => {
  if (account.kind !== 'unaudited' || account.reason !== 'not-pinned' || account.subject === undefined)
    return [];
  const { entry, subject } = account;
  const [merged] = mergeSubjects([subject]);
  const admitted = merged === undefined ? undefined : admit(entry, subject);
  if (merged === undefined || admitted === undefined) return [];
  const details: Details = {
    locations: [locationOf(entry.location)],
    component: componentFact(merged, index),
  };
  return [
    ...admitted.all.map((flaw) => ofAll(flaw, admitted, details)),
    ...(admitted.some.length === 0 ? [] : [ofSome(admitted, details)]),
  ];
};
