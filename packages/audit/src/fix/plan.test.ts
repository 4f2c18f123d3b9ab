import { parsePolicy } from '@custody/findings';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { NO_INDEX } from '../index-data/index.ts';
import { advisory, affected, between } from '../testing/advisories.ts';
import type { StoredAdvisory } from '../types.ts';
import { planInput } from './plan.ts';
import { benchOf, flaw, inputOf, NOW, type Offer } from './testing/world.ts';
import type { InputPlan } from './types.ts';

const plan = async (
  text: string,
  offer: Offer,
  advisories: readonly StoredAdvisory[],
  more: Parameters<typeof benchOf>[2] = {},
): Promise<InputPlan> =>
  planInput(await inputOf({ 'requirements.txt': text }), benchOf(offer, advisories, more));

const moved = ({ moves }: InputPlan): readonly string[] =>
  moves.map(({ name, from, to }) => `${name} ${from} -> ${to}`);

describe('a plan', () => {
  test('goes to the nearest version that ends every flaw', async () => {
    const offer = { a: { '1.0': [], '1.1': [], '1.2': [], '2.0': [] } };
    const made = await plan('a==1.0\n', offer, [flaw('CVE-1', 'a', '1.1'), flaw('CVE-2', 'a', '1.2')]);
    expect(made).toMatchObject({
      moves: [{ name: 'a', from: '1.0', to: '1.2', why: 'flaw', ends: ['CVE-1', 'CVE-2'], leaves: [] }],
      blocked: [],
      unproven: [],
      smallest: true,
      way: { kind: 'edit' },
    });
  });

  test('passes over versions that bring another flaw in', async () => {
    const offer = { a: { '1.0': [], '1.1': [], '1.2': [] } };
    const made = await plan('a==1.0\n', offer, [flaw('CVE-1', 'a', '1.1'), flaw('CVE-2', 'a', '1.2', '1.1')]);
    expect(moved(made)).toEqual(['a 1.0 -> 1.2']);
  });

  test('stays where every later version has flaws of its own, and names them', async () => {
    const offer = { a: { '1.0': [], '1.1': [] } };
    const made = await plan('a==1.0\n', offer, [
      flaw('CVE-1', 'a', '1.1'),
      flaw('CVE-2', 'a', undefined, '1.1'),
    ]);
    expect(moved(made)).toEqual([]);
    expect(made.blocked).toMatchObject([
      {
        reason: 'no-fix',
        sentences: ['Versions that end CVE-1 bring others in: a 1.1 has CVE-2.'],
      },
    ]);
  });

  test('ends what can be ended, and says what stays', async () => {
    const offer = { a: { '1.0': [], '1.1': [] } };
    const made = await plan('a==1.0\n', offer, [flaw('CVE-1', 'a', '1.1'), flaw('CVE-2', 'a')]);
    expect(moved(made)).toEqual(['a 1.0 -> 1.1']);
    expect(made.moves).toMatchObject([{ ends: ['CVE-1'], leaves: ['CVE-2'] }]);
    expect(made.blocked).toMatchObject([
      { flaws: [{ ids: ['CVE-2'] }], reason: 'no-fix', sentences: ['No later version of a ends CVE-2.'] },
    ]);
  });

  test('never takes what was yanked, a pre-release, or a version for other Pythons', async () => {
    const offer = {
      a: {
        '1.0': [],
        '1.1': { yanked: 'broken' },
        '1.2rc1': [],
        '1.3': { requiresPython: '>=3.12' },
        '1.4': [],
      },
    };
    const input = await inputOf({
      'pyproject.toml':
        '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ["a==1.0"]\n',
    });
    const made = await planInput(input, benchOf(offer, [flaw('CVE-1', 'a', '1.1')]));
    expect(moved(made)).toEqual(['a 1.0 -> 1.4']);
    const { '1.4': _, ...without } = offer.a;
    const stuck = await planInput(input, benchOf({ a: without }, [flaw('CVE-1', 'a', '1.1')]));
    expect(stuck.blocked).toMatchObject([
      {
        reason: 'python',
        fix: '1.3',
        sentences: [
          'The fix is a 1.3, which asks for Python >=3.12; the project is for 3.10, 3.11, 3.12, 3.13, 3.14, 3.15.',
        ],
      },
    ]);
  });

  test('takes a pre-release for who is on one, and tells which Python a move asks for', async () => {
    const offer = {
      a: { '1.0rc1': [], '1.0rc2': { requiresPython: '>=3.11', uploaded: '2026-01-01T00:00:00Z' } },
    };
    const made = await plan('a==1.0rc1\n', offer, [flaw('CVE-1', 'a', '1.0rc2')]);
    expect(made.moves).toMatchObject([
      { to: '1.0rc2', needsPython: '>=3.11', uploaded: '2026-01-01T00:00:00Z' },
    ]);
  });

  test('moves another package out of the way where that lets the fix through', async () => {
    const offer = {
      a: { '2.1': ['b<3'], '2.2': ['b<3'], '2.4': ['b<4'] },
      b: { '2.9': [], '3.0.1': [], '3.0.2': [], '3.1': [] },
    };
    const made = await plan('a==2.1\nb==2.9\n', offer, [flaw('CVE-1', 'b', '3.0.2')]);
    expect(moved(made)).toEqual(['a 2.1 -> 2.4', 'b 2.9 -> 3.0.2']);
    expect(made.moves.map(({ why }) => why)).toEqual(['way', 'flaw']);
  });

  test('moves what the fix itself needs', async () => {
    const offer = { a: { '1': ['c<2'], '2': ['c>=2'] }, c: { '1': [], '2': [] } };
    const made = await plan('a==1\nc==1\n', offer, [flaw('CVE-1', 'a', '2')]);
    expect(moved(made)).toEqual(['a 1 -> 2', 'c 1 -> 2']);
  });

  test('prefers one move to two, however much farther it goes', async () => {
    const offer = { a: { '1': [], '2': ['c>=2'], '3': [] }, c: { '1': [], '2': [] } };
    const made = await plan('a==1\nc==1\n', offer, [flaw('CVE-1', 'a', '2')]);
    expect(moved(made)).toEqual(['a 1 -> 3']);
  });

  test('ends two flaws that meet in one package with the fewest moves', async () => {
    const offer = {
      a: { '1': ['c<2'], '2': ['c<3'] },
      b: { '1': [], '2': ['c>=2'], '3': ['c>=3'] },
      c: { '1': [], '2': [], '3': [] },
    };
    const made = await plan('a==1\nb==1\nc==1\n', offer, [flaw('CVE-1', 'b', '2'), flaw('CVE-2', 'c', '2')]);
    expect(moved(made)).toEqual(['a 1 -> 2', 'b 1 -> 2', 'c 1 -> 2']);
    expect(made.smallest).toBe(true);
  });

  test('leaves a bound alone that is broken already: somebody meant that', async () => {
    const offer = { a: { '1': ['b<2'] }, b: { '2.0': [], '2.1': [] } };
    expect(moved(await plan('a==1\nb==2.0\n', offer, [flaw('CVE-1', 'b', '2.1')]))).toEqual(['b 2.0 -> 2.1']);
  });

  test('counts a bound only where its marker and extra do', async () => {
    const offer = {
      a: { '1': ['b<2; python_version < "3"', "b<2; extra == 'old'"] },
      b: { '1': [], '2': [] },
    };
    const flaws = [flaw('CVE-1', 'b', '2')];
    expect(moved(await plan('a==1\nb==1\n', offer, flaws))).toEqual(['b 1 -> 2']);
    expect((await plan('a[old]==1\nb==1\n', offer, flaws)).blocked).toHaveLength(1);
    const asking = { ...offer, z: { '1': ['a[old]'] } };
    expect((await plan('a==1\nb==1\nz==1\n', asking, flaws)).blocked).toHaveLength(1);
  });

  test('goes back from a hijacked release where there is nothing ahead', async () => {
    const offer = { a: { '1.0': [], '1.1': [], '1.2': [] } };
    const malware = advisory('MAL-2026-1', [affected({ name: 'a', versions: ['1.1', '1.2'] })]);
    const made = await plan('a==1.2\n', offer, [malware]);
    expect(moved(made)).toEqual(['a 1.2 -> 1.0']);
    const only = await plan('a==1.2\n', { a: { '1.2': [] } }, [malware]);
    expect(only.blocked[0]?.options.filter(({ kind }) => kind === 'hold')).toEqual([]);
  });

  test('does not touch what is accepted, and says nothing of it', async () => {
    const offer = { a: { '1': [], '2': [] } };
    const made = await plan('a==1\n', offer, [flaw('CVE-1', 'a', '2')], { wants: () => false });
    expect(made).toMatchObject({ moves: [], blocked: [] });
  });

  test('does not take a version of which nobody can tell whether it has a flaw', async () => {
    const semver = { type: 'SEMVER' as const, events: [{ kind: 'introduced' as const, value: '5.0.0' }] };
    const vague = advisory('CVE-2', [affected({ name: 'a', ranges: [semver] })]);
    const offer = { a: { '1.0.0': [], '1.1': [], '1.2.0': [] } };
    expect(moved(await plan('a==1.0.0\n', offer, [flaw('CVE-1', 'a', '1.1'), vague]))).toEqual([
      'a 1.0.0 -> 1.2.0',
    ]);
  });
});

describe('a blocked fix', () => {
  const offer = { a: { '2.1': ['b<3'], '2.4': ['b<3'] }, b: { '2.9': [], '3.0.2': [] } };

  test('names the blocker as a sentence, and what can be done', async () => {
    const details = 'Text.\n\n### Workarounds\nSet `safe=True`.\nEverywhere.\n\n### References\nx';
    const flawed = advisory('CVE-1', [affected({ name: 'b', ...between('0', '3.0.2') })], { details });
    const { blocked, moves } = await plan('a==2.1\nb==2.9\n', offer, [flawed]);
    expect(moves).toEqual([]);
    expect(blocked).toMatchObject([
      {
        name: 'b',
        version: '2.9',
        fix: '3.0.2',
        reason: 'bounds',
        core: [{ by: { name: 'a', version: '2.1' }, requires: 'b<3' }],
        sentences: ['a 2.1 requires b<3, the fix is b 3.0.2, and the newest a 2.4 still requires it.'],
        options: [
          { kind: 'upgrade' },
          { kind: 'override', text: 'b==3.0.2\n' },
          { kind: 'hold' },
          { kind: 'mitigate', text: 'Set `safe=True`. Everywhere.' },
        ],
      },
    ]);
  });

  test('is held by an entry that the policy takes as it stands', async () => {
    const { blocked } = await plan('a==2.1\nb==2.9\n', offer, [flaw('CVE-1', 'b', '3.0.2')]);
    const hold = blocked[0]?.options.find(({ kind }) => kind === 'hold');
    const text = hold?.kind === 'hold' ? hold.text : '';
    expect(parsePolicy(parse(text))).toMatchObject({
      problems: [],
      policy: {
        ignores: [{ advisory: 'CVE-1', package: 'b', version: '==2.9', expires: '2026-12-20' }],
      },
    });
    expect(NOW.toISOString()).toContain('2026-11-20');
  });

  test('follows the chain where the blocker could move but for another', async () => {
    const chain = {
      a: { '1': ['b<2'], '2': ['b<3'] },
      b: { '1': [], '2': [] },
      z: { '1': ['a<2'] },
    };
    const { blocked } = await plan('a==1\nb==1\nz==1\n', chain, [flaw('CVE-1', 'b', '2')]);
    expect(blocked[0]?.sentences).toEqual([
      'a 1 requires b<2, the fix is b 2; a 2 would allow it, but cannot be had:',
      'z 1 requires a<2, and a 2 would allow b 2, and z has no newer version to go to.',
    ]);
    expect(blocked[0]?.core.map(({ requires }) => requires)).toEqual(['b<2', 'a<2']);
  });

  test('names the project where that is what stands in the way', async () => {
    const input = await inputOf({ 'requirements.txt': '-c limits.txt\nb==2.9\n', 'limits.txt': '\nb<3\n' });
    const { blocked } = await planInput(input, benchOf(offer, [flaw('CVE-1', 'b', '3.0.2')]));
    expect(blocked).toMatchObject([
      {
        sentences: ['The project itself asks for b<3 in limits.txt, the fix is b 3.0.2.'],
        core: [{ requires: 'b<3', location: { file: 'limits.txt', position: { line: 2 } } }],
      },
    ]);
  });

  test('does not fit a file that must name everything, where the fix needs something new', async () => {
    const hashed = `b==1 --hash=sha256:${'0'.repeat(64)}\n`;
    const more = { b: { '1': [], '2': ['new>=1'] } };
    const { blocked, moves } = await plan(hashed, more, [flaw('CVE-1', 'b', '2')]);
    expect(moves).toEqual([]);
    expect(blocked[0]?.sentences[0]).toContain('b 2 needs new, which the file does not name');
    const open = await plan('b==1\n', more, [flaw('CVE-1', 'b', '2')]);
    expect(open.moves).toMatchObject([{ to: '2', brings: ['new'] }]);
  });

  test('does not keep what has nothing to do with it from being mended', async () => {
    const more = { ...offer, c: { '1': [], '2': [] } };
    const made = await plan('a==2.1\nb==2.9\nc==1\n', more, [
      flaw('CVE-1', 'b', '3.0.2'),
      flaw('CVE-2', 'c', '2'),
    ]);
    expect(moved(made)).toEqual(['c 1 -> 2']);
    expect(made.blocked).toHaveLength(1);
  });
});

describe('what is not known', () => {
  test('is said: without an index nobody can promise that a move fits', async () => {
    const made = await plan('a==1\nb==1\n', {}, [flaw('CVE-1', 'b', '2')], { index: NO_INDEX });
    expect(moved(made)).toEqual(['b 1 -> 2']);
    expect(made.unproven).toEqual([
      'What b 2 needs is not known: no metadata of b 2 is at hand.',
      'What a 1 needs is not known: no metadata of a 1 is at hand.',
    ]);
  });

  test('ends a search at its bound with that said, never with a wrong plan', async () => {
    const made = await plan(
      'a==2.1\nb==2.9\n',
      { a: { '2.1': ['b<3'], '2.2': ['b<3'], '2.4': [] }, b: { '2.9': [], '3.0.2': [] } },
      [flaw('CVE-1', 'b', '3.0.2')],
      { budget: { steps: 100, allSteps: 100, questions: 1 } },
    );
    expect(made.moves).toEqual([]);
    expect(made.blocked).toMatchObject([{ reason: 'search', fix: '3.0.2' }]);
    expect(made.blocked[0]?.sentences[0]).toContain(
      'nobody knows: the search would take the metadata of more than 1',
    );
  });
});

describe('a lock of another tool', () => {
  const lock = [
    'version = 1',
    'requires-python = ">=3.9"',
    '[[package]]\nname = "me"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "a" }]',
    '[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "https://i.example/simple" }\ndependencies = [{ name = "b" }]',
    '[[package]]\nname = "b"\nversion = "1"\nsource = { registry = "https://i.example/simple" }',
    '',
  ].join('\n\n');
  const offer = { a: { '1': ['b<2'], '2': ['b'] }, b: { '1': [], '2': [] } };

  test('is changed by the exact command of that tool', async () => {
    const input = await inputOf({ 'uv.lock': lock });
    const made = await planInput(input, benchOf(offer, [flaw('CVE-1', 'b', '2')]));
    expect(made.way).toEqual({
      kind: 'command',
      commands: ['uv lock --upgrade-package a==2 --upgrade-package b==2'],
    });
  });

  test('heeds the bounds of the pyproject.toml beside it', async () => {
    const project = '[project]\nname = "me"\nversion = "1"\ndependencies = ["a", "b<2"]\n';
    const input = await inputOf({ 'uv.lock': lock }, project);
    const made = await planInput(input, benchOf(offer, [flaw('CVE-1', 'b', '2')]));
    expect(made.blocked[0]?.sentences[0]).toBe(
      'The project itself asks for b<2 in pyproject.toml, the fix is b 2.',
    );
  });
});
