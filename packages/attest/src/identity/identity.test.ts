import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signer } from '../policy/testing/facts.ts';
import { compareIdentities } from './compare.ts';
import { readIdentityLock, writeIdentityLock } from './lock.ts';
import { signerIdentity } from './of-signer.ts';
import { addPylockIdentities, identityOfPylock } from './pylock.ts';
import type { SignerIdentity } from './types.ts';

const of = (claims: Parameters<typeof signer>[0] = {}): SignerIdentity => signerIdentity(signer(claims));
const kinds = (before: readonly SignerIdentity[], after: readonly SignerIdentity[]) =>
  compareIdentities(before, after).map(({ kind }) => kind);

describe('the identity of a signer', () => {
  test('is what the certificate says of the workflow', () => {
    expect(of()).toMatchObject({
      kind: 'github',
      repository: 'acme/widget',
      workflow: '.github/workflows/release.yml',
      ref: 'refs/tags/v1.2.0',
      environment: 'pypi',
      repositoryId: '772247423',
    });
  });

  test('of a GitLab pipeline', () => {
    const gitlab = of({
      issuer: 'https://gitlab.com',
      sourceRepositoryUri: 'https://gitlab.com/group/sub/project',
      sourceRepositoryRef: 'refs/heads/main',
      buildConfigUri: 'https://gitlab.com/group/sub/project//.gitlab-ci.yml@refs/heads/main',
    });
    expect(gitlab).toMatchObject({
      kind: 'gitlab',
      repository: 'group/sub/project',
      workflow: '.gitlab-ci.yml',
    });
  });

  test('a workflow at a ref that the certificate does not name is not taken for one', () => {
    const uri = 'https://github.com/acme/widget/.github/workflows/release.yml@refs/heads/other';
    expect(of({ buildConfigUri: uri })).not.toHaveProperty('workflow');
  });

  test('a repository of another host, or an issuer that only looks alike, is no identity of the forge', () => {
    expect(of({ sourceRepositoryUri: 'https://github.com.evil.example/acme/widget' }).kind).toBe('uri');
    expect(of({ issuer: 'https://token.actions.githubusercontent.com.evil.example' }).kind).toBe('uri');
  });
});

describe('compared with the record', () => {
  test('gained, same, workflow changed, renamed, repository changed, lost', () => {
    expect(kinds([], [of()])).toEqual(['gained']);
    expect(kinds([of()], [of()])).toEqual(['same']);
    const workflow = {
      buildConfigUri: 'https://github.com/acme/widget/.github/workflows/ci.yml@refs/tags/v1.2.0',
    };
    expect(kinds([of()], [of(workflow)])).toEqual(['workflow-changed']);
    expect(kinds([of()], [of({ deploymentEnvironment: undefined })])).toEqual(['workflow-changed']);
    const renamed = {
      sourceRepositoryUri: 'https://github.com/acme/gadget',
      buildConfigUri: 'https://github.com/acme/gadget/.github/workflows/release.yml@refs/tags/v1.2.0',
    };
    expect(kinds([of()], [of(renamed)])).toEqual(['renamed']);
    expect(kinds([of()], [of({ ...renamed, sourceRepositoryId: '5' })])).toEqual(['repository-changed']);
    expect(kinds([of()], [])).toEqual(['lost']);
  });

  test('a name that somebody else took over is another repository', () => {
    expect(kinds([of()], [of({ sourceRepositoryId: '5' })])).toEqual(['repository-changed']);
    expect(kinds([of()], [of({ sourceRepositoryOwnerId: '5' })])).toEqual(['repository-changed']);
  });

  test('another run, another version: the same signer', () => {
    const next = of({
      sourceRepositoryRef: 'refs/tags/v1.3.0',
      buildConfigUri: 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.3.0',
      runInvocationUri: 'https://github.com/acme/widget/actions/runs/2/attempts/1',
    });
    expect(kinds([of()], [next])).toEqual(['same']);
  });

  test('one of two is lost', () => {
    const key: SignerIdentity = { kind: 'key', fingerprint: 'ab' };
    expect(kinds([of(), key], [of()])).toEqual(['same', 'lost']);
    expect(kinds([key], [of()])).toEqual(['signer-changed']);
  });
});

const anyIdentity: fc.Arbitrary<SignerIdentity> = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('github' as const, 'gitlab' as const),
      issuer: fc.string(),
      repository: fc.string(),
      workflow: fc.string(),
      ownerId: fc.string(),
    },
    { requiredKeys: ['kind', 'issuer', 'repository'] },
  ),
  fc.record({ kind: fc.constant('email' as const), issuer: fc.string(), address: fc.string() }),
  fc.record({ kind: fc.constant('key' as const), fingerprint: fc.string() }),
);

describe('the identity lock', () => {
  test('what is written is read back, whatever packages are called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), anyIdentity)),
        (pairs) => {
          const lock = new Map(pairs.map(([name, one]) => [name, [one]]));
          const text = writeIdentityLock(lock);
          const again = readIdentityLock(new TextEncoder().encode(text));
          expect(again).toMatchObject({ kind: 'read' });
          if (again.kind === 'read') expect(new Map(again.value)).toEqual(lock);
          expect(writeIdentityLock(new Map([...lock].toReversed()))).toBe(text);
        },
      ),
    );
  });

  test('facts of one run are not recorded', () => {
    const text = writeIdentityLock(new Map([['widget', [of()]]]));
    expect(text).toContain('772247423');
    expect(text).not.toMatch(/refs\/tags|runs\/|08802efe/);
  });

  test.each([
    ['{}', '/packages'],
    ['{"version":2,"packages":{}}', '/version'],
    ['{"version":1,"packages":{"a":[{"kind":"nobody"}]}}', '/packages/a/0/kind'],
    ['{"version":1,"packages":{"a":[{"kind":"key","fingerprint":"x","role":"y"}]}}', '/packages/a/0/role'],
    ['{"version":1,"packages":{"a":{}}}', '/packages/a'],
  ])('%s is refused at %s', (text, place) => {
    const reading = readIdentityLock(new TextEncoder().encode(text));
    expect(reading.kind === 'invalid' ? reading.problems.map((one) => one.place) : []).toContain(place);
  });
});

const PYLOCK = `lock-version = "1.0"
created-by = "test"

[[packages]]
name = "widget"
version = "1.2.0"
[[packages.wheels]]
name = "widget-1.2.0-py3-none-any.whl"
hashes = {sha256 = "aa"}

[[packages]]
name = "other"
version = "2"

[tool.test]
x = 1
`;

describe('attestation-identities of a pylock.toml', () => {
  test('are added to packages that have none, and read back', () => {
    const edit = addPylockIdentities(
      PYLOCK,
      new Map([
        ['widget', [of(), of(), of({ sourceRepositoryId: '9' })]],
        ['other', [of({ deploymentEnvironment: undefined })]],
      ]),
    );
    if (edit.kind !== 'written') throw new Error(edit.reason);
    expect(edit.packages).toBe(2);
    expect(edit.text).toContain(
      '\n\n[[packages.attestation-identities]]\nkind = "GitHub"\nrepository = "acme/widget"\nworkflow = "release.yml"\nenvironment = "pypi"\n\n[[packages]]\nname = "other"',
    );
    const kept = edit.text.split('\n').filter((line) => line !== '');
    for (const line of PYLOCK.split('\n').filter((one) => one !== '')) expect(kept).toContain(line);
    const again = addPylockIdentities(edit.text, new Map([['widget', [of()]]]));
    expect(again).toEqual({ kind: 'written', text: edit.text, packages: 0 });
  });

  test('line ends stay as they are', () => {
    const windows = PYLOCK.replaceAll('\n', '\r\n');
    const edit = addPylockIdentities(windows, new Map([['other', [of()]]]));
    if (edit.kind !== 'written') throw new Error(edit.reason);
    expect(edit.text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('a header that only stands in a string is not taken for one', () => {
    const sly = PYLOCK.replace('"test"', '"""\n[[packages]]\n"""');
    const edit = addPylockIdentities(sly, new Map([['widget', [of()]]]));
    if (edit.kind === 'written') expect(edit.text).toContain('"""\n[[packages]]\n"""');
    expect(addPylockIdentities('x = [', new Map()).kind).toBe('refused');
  });

  test('a table is the identity that it was made of', () => {
    const table = new Map<string, unknown>([
      ['kind', 'GitHub'],
      ['repository', 'acme/widget'],
      ['workflow', 'release.yml'],
    ]);
    const read = identityOfPylock(table);
    expect(read).toMatchObject({ kind: 'github', workflow: '.github/workflows/release.yml' });
    expect(kinds(read === undefined ? [] : [read], [of()])).toEqual(['same']);
    expect(identityOfPylock(new Map([['kind', 'Unheard']]))).toBeUndefined();
  });
});
