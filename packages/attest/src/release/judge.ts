import { versionText } from '@custody/python';
import type { ArtifactVerdict } from '../evidence/types.ts';
import { signerIdentity } from '../identity/of-signer.ts';
import type { WorkflowIdentity } from '../identity/types.ts';
import { predicateTypes } from '../policy/predicates.ts';
import type { Step, StepOutcome } from '../types.ts';

/** What several files of one version say together. */
export type ReleaseVerdict = {
  readonly name: string;
  /** Canonical (PEP 440). */
  readonly version: string;
  readonly files: readonly string[];
  readonly outcome: StepOutcome;
  readonly steps: readonly Step[];
};

const CLAUSE = 'custody, whole releases';

const holding = ({ evidence }: ArtifactVerdict) =>
  evidence.flatMap((one) =>
    one.kind === 'verified' && one.verification.outcome === 'holds' ? [one.verification] : [],
  );

const runsOf = (artifact: ArtifactVerdict): readonly WorkflowIdentity[] =>
  holding(artifact).flatMap(({ signer }) => {
    const identity = signer && signerIdentity(signer);
    return identity?.kind === 'github' || identity?.kind === 'gitlab' ? [identity] : [];
  });

const step = (id: string, outcome: StepOutcome, message: string, required?: false): Step => ({
  id,
  outcome,
  message,
  clause: CLAUSE,
  ...(required === undefined ? {} : { required }),
});

const coverage = (files: readonly ArtifactVerdict[]): Step => {
  const bare = files.filter((one) => holding(one).length === 0);
  if (bare.length === 0)
    return step('release-covered', 'holds', `there is good evidence about all ${files.length} files`);
  if (bare.length === files.length)
    return step(
      'release-covered',
      'unjudged',
      `there is good evidence about none of the ${files.length} files`,
    );
  const named = bare
    .slice(0, 5)
    .map(({ path }) => path)
    .join(', ');
  return step(
    'release-covered',
    'does-not-hold',
    `there is no good evidence about ${bare.length} of ${files.length} files: ${named}`,
  );
};

/** Whether all files agree in one fact of the runs that made them. */
const agreement = (
  id: string,
  what: string,
  files: readonly ArtifactVerdict[],
  fact: (run: WorkflowIdentity) => string | undefined,
): Step => {
  const found = new Map<string, string>();
  let silent = 0;
  for (const file of files) {
    const facts = runsOf(file).map(fact);
    const named = facts.filter((one) => one !== undefined);
    if (named.length === 0) silent += 1;
    for (const one of named) if (!found.has(one)) found.set(one, file.path);
  }
  if (found.size > 1) {
    const each = [...found].slice(0, 4).map(([value, path]) => `${value} (${path})`);
    return step(id, 'does-not-hold', `the files are of ${found.size} different ${what}s: ${each.join(', ')}`);
  }
  const [only] = found.keys();
  // People and keys sign without a run: nothing is there to agree in.
  if (only === undefined) return step(id, 'unjudged', `no evidence names a ${what}`, false);
  if (silent > 0)
    return step(id, 'unjudged', `evidence about ${silent} of the files names no ${what}`, false);
  return step(id, 'holds', `one ${what}: ${only}`);
};

/** What a statement about the whole release names, held against the files that are there. */
const listed = (files: readonly ArtifactVerdict[]): readonly Step[] => {
  const types = predicateTypes('release') ?? [];
  const digests = new Set(files.map(({ sha256 }) => sha256));
  for (const file of files)
    for (const { statement } of holding(file)) {
      if (statement === undefined || !types.includes(statement.predicateType)) continue;
      const named = new Map(
        statement.subjects.flatMap(({ digest, name }) => {
          const value = digest.get('sha256');
          return value === undefined ? [] : [[value, name ?? value] as const];
        }),
      );
      const extra = files.filter(({ sha256 }) => !named.has(sha256)).map(({ path }) => path);
      const absent = [...named].filter(([value]) => !digests.has(value)).map(([, name]) => name);
      return [
        extra.length === 0
          ? step('release-nothing-extra', 'holds', 'every file is named by the statement about the release')
          : step(
              'release-nothing-extra',
              'does-not-hold',
              `not part of the release: ${extra.slice(0, 5).join(', ')}`,
            ),
        absent.length === 0
          ? step('release-complete', 'holds', `all ${named.size} files of the release are there`)
          : step(
              'release-complete',
              'unjudged',
              `${absent.length} files of the release are not here: ${absent.slice(0, 5).join(', ')}`,
              false,
            ),
      ];
    }
  return [];
};

/**
 * Looks at artifacts as releases: files of one name and version belong together. Every file has to be covered by good evidence, of
 * one commit and one run, and nothing may be there that a statement about the release does not name. Releases of one file are left out.
 */
export const judgeReleases = (artifacts: readonly ArtifactVerdict[]): readonly ReleaseVerdict[] => {
  const groups = new Map<string, ArtifactVerdict[]>();
  for (const artifact of artifacts) {
    const { name, version } = artifact.release;
    if (name === undefined || version === undefined) continue;
    const key = `${name} ${versionText(version)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [artifact]);
    else group.push(artifact);
  }
  return [...groups].flatMap(([key, files]) => {
    if (files.length < 2) return [];
    const steps = [
      coverage(files),
      agreement('release-commit', 'commit', files, ({ commit }) => commit),
      agreement('release-run', 'run', files, ({ run }) => run),
      ...listed(files),
    ];
    const outcome: StepOutcome = steps.some((one) => one.outcome === 'does-not-hold')
      ? 'does-not-hold'
      : steps.some((one) => one.outcome === 'unjudged' && one.required !== false)
        ? 'unjudged'
        : 'holds';
    const [name = '', version = ''] = key.split(' ');
    return [{ name, version, files: files.map(({ path }) => path), outcome, steps }];
  });
};
