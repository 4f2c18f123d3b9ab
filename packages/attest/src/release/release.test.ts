import { describe, expect, test } from 'vitest';
import { concludeArtifact } from '../evidence/conclude.ts';
import { NOW, signer, verification } from '../policy/testing/facts.ts';
import type { StatementSubject } from '../statement/types.ts';
import type { Verification } from '../verify/types.ts';
import { judgeReleases } from './judge.ts';

const artifact = (name: string, ...of: readonly Verification[]) =>
  concludeArtifact({
    path: name,
    name,
    sha256: name,
    evidence: of.map((one) => ({
      kind: 'verified',
      place: `${name}.e`,
      format: { kind: 'pep740' },
      verification: one,
    })),
    now: NOW,
  });
const WHEEL = 'widget-1.2.0-py3-none-any.whl';
const SDIST = 'widget-1.2.0.tar.gz';
const bad = (...artifacts: readonly ReturnType<typeof artifact>[]) =>
  judgeReleases(artifacts).map(({ outcome, steps }) => [
    outcome,
    ...steps.flatMap((one) => (one.outcome === 'does-not-hold' ? [one.id] : [])),
  ]);

describe('a whole release', () => {
  test('covered, of one commit and one run', () => {
    expect(bad(artifact(WHEEL, verification()), artifact(SDIST, verification()))).toEqual([['holds']]);
  });

  test('one file without good evidence', () => {
    expect(bad(artifact(WHEEL, verification()), artifact(SDIST))).toEqual([
      ['does-not-hold', 'release-covered'],
    ]);
    const poor = verification(signer(), { outcome: 'unjudged' });
    expect(bad(artifact(WHEEL, verification()), artifact(SDIST, poor))).toEqual([
      ['does-not-hold', 'release-covered'],
    ]);
    expect(bad(artifact(WHEEL), artifact(SDIST))).toEqual([['unjudged']]);
  });

  test('another commit, another run', () => {
    const commit = verification(signer({ sourceRepositoryDigest: 'f'.repeat(40) }));
    expect(bad(artifact(WHEEL, verification()), artifact(SDIST, commit))).toEqual([
      ['does-not-hold', 'release-commit'],
    ]);
    const run = verification(
      signer({ runInvocationUri: 'https://github.com/acme/widget/actions/runs/2/attempts/1' }),
    );
    expect(bad(artifact(WHEEL, verification()), artifact(SDIST, run))).toEqual([
      ['does-not-hold', 'release-run'],
    ]);
  });

  test('files of different versions are different releases, and one file is none', () => {
    expect(bad(artifact(WHEEL, verification()), artifact('widget-1.3.0.tar.gz', verification()))).toEqual([]);
    expect(judgeReleases([artifact(WHEEL), artifact('widget-1.2.tar.gz')])).toHaveLength(0);
  });

  test('a statement about the release names every file, and nothing else is there', () => {
    const naming = (...names: readonly string[]): Verification => {
      const of = verification(signer(), { predicateType: 'https://in-toto.io/attestation/release/v0.2' });
      const subjects = names.map(
        (name): StatementSubject => ({ name, uri: undefined, digest: new Map([['sha256', name]]) }),
      );
      return { ...of, statement: of.statement && { ...of.statement, subjects } };
    };
    const both = (of: Verification) => [artifact(WHEEL, of), artifact(SDIST, verification())] as const;
    expect(bad(...both(naming(WHEEL, SDIST)))).toEqual([['holds']]);
    expect(bad(...both(naming(WHEEL)))).toEqual([['does-not-hold', 'release-nothing-extra']]);
    const [release] = judgeReleases(both(naming(WHEEL, SDIST, 'third')));
    expect(release?.steps.find(({ id }) => id === 'release-complete')?.outcome).toBe('unjudged');
  });
});
