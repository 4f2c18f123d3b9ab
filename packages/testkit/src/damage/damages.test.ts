import { describe, expect, test } from 'vitest';
import { buildElf } from '../native/elf.ts';
import { buildZip } from '../zip/build.ts';
import { reopenZip } from '../zip/reopen.ts';
import { askPythonAll, hasPython, ZIP_TEST } from '../testing/python.ts';
import { buildWheel } from '../wheel/build.ts';
import { DAMAGE_NAMES, DAMAGES } from './damages.ts';

const wheel = buildWheel({
  files: {
    'tidewater/__init__.py': 'HIGH = 1\n'.repeat(20),
    'tidewater/b.py': 'LOW = 1\n',
    'tidewater/c.so': buildElf(),
  },
});

test('a sound wheel is built again to the same bytes', () => {
  expect(Buffer.from(buildZip({ entries: reopenZip(wheel) })).equals(wheel)).toBe(true);
});

describe('every damage', () => {
  const original = wheel.slice();
  const seen = new Set<string>();

  test.each(DAMAGE_NAMES)(
    '%s makes another file each time the same, and leaves the original alone',
    (name) => {
      const damaged = DAMAGES[name](wheel);
      const text = Buffer.from(damaged).toString('latin1');
      expect(Buffer.from(damaged).equals(wheel)).toBe(false);
      // The bomb is dear to make; once is enough.
      if (name !== 'zip-bomb') expect(Buffer.from(DAMAGES[name](wheel)).equals(damaged)).toBe(true);
      expect(Buffer.from(wheel).equals(original)).toBe(true);
      expect(seen.has(text)).toBe(false);
      seen.add(text);
      expect(damaged.length).toBeLessThan(200_000);
    },
  );
});

test.skipIf(!hasPython)("python's zipfile, as installers use it, notices few of them", () => {
  const files = Object.fromEntries(
    DAMAGE_NAMES.filter((name) => name !== 'zip-bomb').map((name) => [name, DAMAGES[name](wheel)]),
  );
  const judged = askPythonAll(ZIP_TEST, files);
  const noticed = Object.keys(judged).filter((name) => judged[name] !== null);
  for (const silent of [
    'changed-byte-in-module',
    'record-with-md5',
    'path-traversal',
    'duplicate-entry',
    'archive-comment',
  ])
    expect(noticed).not.toContain(silent);
  for (const loud of [
    'empty-file',
    'not-a-zip',
    'truncated-at-two-thirds',
    'crc-wrong-in-both-headers',
    'header-name-differs',
  ])
    expect(noticed).toContain(loud);
});

test('a changed byte changes one file and nothing that zipfile checks', () => {
  const before = reopenZip(wheel);
  const after = reopenZip(DAMAGES['changed-byte-in-module'](wheel));
  const changed = after.filter(
    (entry, i) => !Buffer.from(entry.content).equals(before[i]?.content ?? new Uint8Array(0)),
  );
  expect(changed.map((entry) => entry.name)).toEqual(['tidewater/__init__.py']);
});
