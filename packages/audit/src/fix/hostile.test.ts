import { describe, expect, test } from 'vitest';
import { planInput } from './plan.ts';
import { benchOf, flaw, inputOf } from './testing/world.ts';

describe('a hostile input', () => {
  test('whose packages need each other in a circle is planned all the same', async () => {
    const offer = {
      a: { '1': ['b==1'], '2': ['b==2'] },
      b: { '1': ['c==1'], '2': ['c==2'] },
      c: { '1': ['a==1'], '2': ['a==2'] },
    };
    const input = await inputOf({ 'requirements.txt': 'a==1\nb==1\nc==1\n' });
    const { moves } = await planInput(input, benchOf(offer, [flaw('CVE-1', 'b', '2')]));
    expect(moves.map(({ name, to }) => `${name} ${to}`)).toEqual(['a 2', 'b 2', 'c 2']);
  });

  test('whose bounds contradict each other ends blocked', async () => {
    const offer = {
      a: { '1': ['b<2'], '2': ['b>=2', 'b<2'] },
      b: { '1': ['a<2'], '2': ['a>=2'] },
    };
    const input = await inputOf({ 'requirements.txt': 'a==1\nb==1\n' });
    const { moves, blocked } = await planInput(input, benchOf(offer, [flaw('CVE-1', 'b', '2')]));
    expect(moves).toEqual([]);
    expect(blocked).toMatchObject([{ reason: 'bounds' }]);
  });

  test('with ten thousand versions of the fix and of what forbids it is bounded', async () => {
    const many = (needs: readonly string[]) =>
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`1.${at}`, needs]));
    const offer = { a: many(['b<1.1']), b: many([]) };
    const bench = benchOf(offer, [flaw('CVE-1', 'b', '1.5')]);
    const input = await inputOf({ 'requirements.txt': 'a==1.0\nb==1.0\n' });
    const { moves, blocked } = await planInput(input, bench);
    expect(moves).toEqual([]);
    expect(blocked).toMatchObject([{ reason: 'search', fix: '1.5' }]);
    const { asked } = bench.index as typeof bench.index & { asked: string[] };
    expect(asked.length).toBeLessThan(1100);
  });

  test('with a flaw in each of a thousand packages is planned in one go', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `p${at}`);
    const offer = Object.fromEntries(
      names.map((name, at) => [name, { '1': [`p${(at + 1) % 1000}`], '2': [] }]),
    );
    const input = await inputOf({ 'requirements.txt': names.map((name) => `${name}==1\n`).join('') });
    const { moves, smallest } = await planInput(
      input,
      benchOf(
        offer,
        names.map((name) => flaw(`CVE-${name}`, name, '2')),
      ),
    );
    expect(moves).toHaveLength(1000);
    expect(smallest).toBe(true);
  });

  test('whose names are those of members that every object has is read as any other', async () => {
    const offer = { constructor: { '1': [], '2': ['prototype'] }, prototype: { '1': [] } };
    const input = await inputOf({ 'requirements.txt': 'constructor==1\nprototype==1\n' });
    const { moves } = await planInput(input, benchOf(offer, [flaw('CVE-1', 'constructor', '2')]));
    expect(moves).toMatchObject([{ name: 'constructor', to: '2', brings: [] }]);
  });
});
