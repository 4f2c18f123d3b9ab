import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkoutRepository } from './checkout.ts';
import { memoryRepository } from './memory.ts';
import { sourceFile } from './source.ts';
import { repositoryView } from './view.ts';

describe('a checkout', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'custody-checkout-'));
    mkdirSync(join(root, 'sub/.git'), { recursive: true });
    mkdirSync(join(root, 'node_modules/x'), { recursive: true });
    writeFileSync(join(root, 'b.txt'), 'b');
    writeFileSync(join(root, 'a.txt'), 'ä');
    writeFileSync(join(root, 'sub/large'), 'x'.repeat(100));
    writeFileSync(join(root, 'sub/.git/config'), 'no');
    writeFileSync(join(root, 'node_modules/x/action.yml'), 'no');
    symlinkSync('/etc/passwd', join(root, 'link.txt'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('lists regular files in order, and names links without following them', () => {
    const { paths, links, gaps } = checkoutRepository(root);
    expect({ paths, links, gaps }).toEqual({
      paths: ['a.txt', 'b.txt', 'sub/large'],
      links: ['link.txt'],
      gaps: [],
    });
  });

  test('reads its files, and nothing else', () => {
    const repository = checkoutRepository(root, { maxFileBytes: 10 });
    expect(repository.read('a.txt')).toMatchObject({ kind: 'file', file: { text: 'ä' } });
    expect(repository.read('link.txt')).toBeUndefined();
    expect(repository.read('../x')).toBeUndefined();
    expect(repository.read('sub/large')).toMatchObject({ kind: 'unreadable' });
  });

  test('tells what lies beyond its bounds', () => {
    expect(checkoutRepository(root, { maxEntries: 2 }).gaps).toHaveLength(1);
  });
});

test('a view makes each thing once', () => {
  let made = 0;
  const make = (): number => (made += 1);
  const view = repositoryView(memoryRepository({}));
  expect([view.once(make), view.once(make), made]).toEqual([1, 1, 1]);
});

test('a place in a file is told in lines and columns', () => {
  const file = sourceFile('x', Buffer.from('ä😀b\r\ncd'));
  expect(file.positionAt(file.byteAt(3))).toEqual({ line: 1, column: 4 });
  expect(file.positionAt(file.byteAt(7))).toEqual({ line: 2, column: 2 });
  expect(file.rangeOf(0, 3)).toEqual({ start: 0, end: 6 });
});
