import {
  type AdvisoryFact,
  type ComponentFact,
  type Confidence,
  finding,
  type Finding,
  type Location,
  type Rule,
  shorten,
  type StatementFact,
} from '@custody/findings';
import type { Assessment, Flaw } from '../flaw/index.ts';
import { KNOWN_VULNERABILITY, MALICIOUS_PACKAGE, UNRATED } from '../rules/index.ts';
import { titleOf } from './component.ts';
import type { Merged } from './merge.ts';

/** What reports say of a flaw. */
export const advisoryFact = (flaw: Flaw): AdvisoryFact => {
  const { ids, rating, summary, fixed, upstream, related, epss } = flaw;
  return {
    ids,
    ...(summary === undefined ? {} : { summary: shorten(summary, 200) }),
    fixed,
    ...(rating.kind === 'cvss'
      ? { cvss: { score: rating.score, vector: rating.vector, version: rating.version } }
      : {}),
    ...(rating.kind === 'unrated' && !flaw.malicious ? { unrated: true as const } : {}),
    ...(epss === undefined ? {} : { epss }),
    ...(flaw.knownExploited ? { knownExploited: true as const } : {}),
    upstream,
    related,
  };
};

/** The rule that a flaw breaks. */
export const ruleOf = ({ malicious, rating }: Flaw): Rule =>
  malicious ? MALICIOUS_PACKAGE : rating.kind === 'unrated' ? UNRATED : KNOWN_VULNERABILITY;

const flaws = (count: number): string => (count === 1 ? '1 flaw' : `${count} flaws`);

/** What to change, once for all flaws of the component: reports put findings of one step together. */
const todoOf = (merged: Merged, { flaws: all, upgrade }: Assessment, within: string | undefined): string => {
  const { name, version = '' } = merged.subject;
  const title = titleOf(merged);
  if (all.some(({ malicious }) => malicious)) {
    return `Remove ${title} now, and treat every machine that installed it as compromised`;
  }
  // Nobody upgrades a part of a wheel: whoever builds the wheel does.
  if (within !== undefined && upgrade !== undefined) {
    const wanted = upgrade.to.includes(name) ? upgrade.to : `${name} ${upgrade.to}`;
    return `Use a release of ${within} that bundles ${wanted} or later instead of ${version} (fixes ${upgrade.ends})`;
  }
  if (upgrade === undefined && all.some(({ fixed }) => fixed.length > 0)) {
    return `No version after ${title} is known to be better: what ends ${flaws(all.length)} begins others; replace it, or accept that in the policy with a reason and an end`;
  }
  if (upgrade === undefined) {
    return `No fix of ${title} is known: replace it, or accept ${flaws(all.length)} in the policy with a reason and an end`;
  }
  const left = upgrade.leaves === 0 ? '' : `; ${flaws(upgrade.leaves)} left without a fix there`;
  return `Upgrade ${name} ${version} → ${upgrade.to} (fixes ${upgrade.ends})${left}`;
};

/** A fork, a checkout or a bundled file may have been mended without its version saying so. */
const confidenceOf = ({ subject }: Merged): Confidence => {
  const order: readonly Confidence[] = ['high', 'medium', 'low'];
  const evidence = subject.evidence;
  if (evidence !== undefined) {
    return order.find((level) => evidence.some(({ confidence }) => confidence === level)) ?? 'low';
  }
  return subject.source === undefined || subject.source.kind === 'index' ? 'high' : 'medium';
};

/** One finding for each flaw of a component. `statementOf` tells who says that it does not count. */
export const flawFindings = (
  merged: Merged,
  assessment: Assessment,
  component: ComponentFact,
  locations: readonly [Location, ...Location[]],
  statementOf: (flaw: Flaw) => StatementFact | undefined,
): readonly Finding[] => {
  const [holder] = component.path;
  const bundled = merged.subject.evidence !== undefined && component.path.length > 1;
  const todo = todoOf(merged, assessment, bundled ? holder?.split(' ', 1)[0] : undefined);
  return assessment.flaws.map((flaw) => {
    const statement = statementOf(flaw);
    const verb = flaw.malicious ? 'is malicious' : 'is affected';
    const summary = flaw.summary === undefined ? '' : `: ${shorten(flaw.summary, 120)}`;
    return finding(ruleOf(flaw), {
      message: `${titleOf(merged)} ${verb} by ${flaw.ids.join(', ')}${summary}`,
      locations,
      ...(flaw.malicious || flaw.rating.kind === 'unrated' ? {} : { severity: flaw.rating.severity }),
      confidence: confidenceOf(merged),
      todo,
      // Neither the version nor who else names the flaw: the finding stays the same one until it is mended.
      key: `${merged.subject.ecosystem ?? ''} ${merged.subject.name} ${flaw.ids[0]}`,
      component,
      advisory: advisoryFact(flaw),
      ...(statement === undefined ? {} : { statement }),
    });
  });
};
