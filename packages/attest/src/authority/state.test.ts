import { describe, expect, test } from 'vitest';
import { AuthorityError } from './error.ts';
import { leafHash } from './merkle.ts';
import { memoryStore, openLog } from './log.ts';
import { createAuthority, readState, writeState } from './state.ts';
import { trustedRootOf } from './trusted-root.ts';

const state = createAuthority({
  name: 'a',
  url: 'http://127.0.0.1:1',
  now: Date.parse('2026-01-01T00:00:00.500Z'),
});

describe('the state of an authority', () => {
  test('is written and read back the same', () => {
    const written = writeState(state);
    const read = readState(Buffer.from(written));
    expect(writeState(read)).toBe(written);
    expect(trustedRootOf(read)).toEqual(trustedRootOf(state));
  });

  test.each([
    ['nothing', () => ''],
    ['another format', () => writeState(state).replace('custody-authority/1', 'custody-authority/2')],
    ['no key', () => writeState(state).replace('"rekor1"', '"rekor9"')],
    ['a key that is none', () => writeState(state).replace(/"tuf":"MC/, '"tuf":"MD')],
    ['a tree id that is none', () => writeState(state).replace(state.treeId, 'x')],
    ['cut off', () => writeState(state).slice(0, -10)],
  ])('is refused with %s, quoting nothing of it', (_, text) => {
    try {
      readState(Buffer.from(text()));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AuthorityError);
      expect((error as AuthorityError).code).toBe('bad-state');
      expect((error as AuthorityError).message).not.toMatch(/[A-Za-z0-9+/]{30}/);
    }
  });
});

describe('a log', () => {
  const filled = (count: number) => {
    const store = memoryStore();
    const log = openLog(store);
    for (let index = 0; index < count; index += 1) log.append({ time: index, leaf: Buffer.from(`${index}`) });
    return { store, log };
  };

  test('opened again is the same, and goes on', () => {
    const { store, log } = filled(5);
    const again = openLog(store);
    expect(again.tree.root(5)).toEqual(log.tree.root(5));
    expect(again.find(Buffer.from('3'))).toBe(3);
    expect(again.append({ time: 9, leaf: Buffer.from('x') })).toBe(5);
    expect(again.findHash(leafHash(Buffer.from('x')).toString('hex'))).toBe(5);
  });

  test('with an entry that was never committed to keeps it', () => {
    const { store } = filled(2);
    store.append({ time: 1, leaf: Buffer.from('late') });
    expect(openLog(store).tree.size()).toBe(3);
  });

  test.each([
    ['changed', (leaves: readonly Buffer[]) => leaves.with(1, Buffer.from('forged'))],
    ['taken out', (leaves: readonly Buffer[]) => leaves.toSpliced(1, 1)],
    ['cut off at the end', (leaves: readonly Buffer[]) => leaves.slice(0, -1)],
    ['exchanged', (leaves: readonly Buffer[]) => leaves.toReversed()],
  ])('whose past was %s is not opened', (_, change) => {
    const { store } = filled(4);
    const { leaves, head } = store.load();
    const changed = change(leaves.map(({ leaf }) => leaf)).map((leaf) => ({ time: 0, leaf }));
    expect(() => openLog({ ...store, load: () => ({ leaves: changed, head }) })).toThrow(/had committed to/);
  });
});
