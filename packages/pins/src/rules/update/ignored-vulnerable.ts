import type { Rule } from '@custody/findings';
import { lockedIn } from '../../update/locked.ts';
import { coverageOf } from '../../update/coverage.ts';
import { matchesPath } from '../../update/dependabot/glob.ts';
import type { IgnoredUpdate } from '../../update/dependabot/types.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { normalizeName } from '@custody/python';

const rule: Rule = {
  id: 'update/ignored-vulnerable',
  title: 'No update that ends a known flaw is ignored',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Dependabot proposes no security update either for what `ignore` names: the flaw stays, and nobody is told.',
  todo: 'Update by hand, or take the `ignore` away.',
  online: true,
};

/** Ecosystems whose advisories are those of PyPI. */
const OF_PYTHON: ReadonlySet<string> = new Set(['pip', 'uv', 'conda']);

/** What ignores a project whole: `update-types` alone does not hold back security updates. */
const ignoresAll = ({ name, updateTypes }: IgnoredUpdate): boolean =>
  name !== undefined && updateTypes.length === 0;

/** Projects that `ignore` names, in a version of this repository against which a flaw is known. */
export const ignoredVulnerable: PinRule = {
  rule,
  *judge(view) {
    const { dependabot } = view.once(coverageOf);
    const ignored = (dependabot?.updates ?? [])
      .filter(({ ecosystem }) => OF_PYTHON.has(ecosystem?.value ?? ''))
      .flatMap((entry) => entry.ignored.filter(ignoresAll));
    const [first] = ignored;
    if (dependabot === undefined || first === undefined) return;
    const { projects } = view.outside;
    if (projects === undefined) {
      yield {
        kind: 'unknown',
        at: placeAt(dependabot.file, first.node.range),
        reason: 'no advisory store with these records is at hand; custody db sync gets it',
        required: false,
      };
      return;
    }
    const locked = [...view.once(lockedIn)];
    for (const { name } of ignored) {
      if (name === undefined) continue;
      const pattern = name.value.includes('*') ? name.value.toLowerCase() : normalizeName(name.value);
      for (const [project, versions] of locked.filter(([one]) => matchesPath(pattern, one)))
        for (const { version, path } of versions) {
          const [flaw] = projects(project, version).flaws;
          if (flaw === undefined) continue;
          yield {
            kind: 'found',
            at: placeAt(dependabot.file, name.range),
            related: [{ path, note: `${project} ${version}` }],
            message: `${quoted(project)} is ignored, and ${version} has ${flaw.ids[0]}${flaw.fixed.length > 0 ? `, which ${flaw.fixed[0]} ends` : ''}.`,
            key: `${project} ${version}`,
            ...(flaw.severity && { severity: flaw.severity }),
          } satisfies Observation;
        }
    }
  },
};
