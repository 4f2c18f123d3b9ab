import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { serialNumber } from './serial-number.ts';
import { documentTimestamp } from './timestamp.ts';
import { uuid5 } from './uuid.ts';

const now = new Date('2026-05-06T07:08:09.999Z');

describe('the timestamp', () => {
  test('is the clock in whole seconds, unless SOURCE_DATE_EPOCH is set', () => {
    expect(documentTimestamp(undefined, now)).toEqual({ kind: 'timestamp', text: '2026-05-06T07:08:09Z' });
    expect(documentTimestamp('0', now)).toEqual({ kind: 'timestamp', text: '1970-01-01T00:00:00Z' });
    expect(documentTimestamp('253402300799', now)).toEqual({
      kind: 'timestamp',
      text: '9999-12-31T23:59:59Z',
    });
  });

  test.each(['', '-1', '1.5', '1e3', ' 1', '0x1', '253402300800', '9999999999999', 'now', '１'])(
    'is refused where SOURCE_DATE_EPOCH is %j',
    (text) => {
      expect(documentTimestamp(text, now).kind).toBe('malformed');
    },
  );
});

describe('the serial number', () => {
  test('is a UUID of version 5, as others make it', (context) => {
    expect(uuid5('https://example.org/')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const python = spawnSync('python3', [
      '-c',
      'import uuid;print(uuid.uuid5(uuid.NAMESPACE_URL,"https://example.org/ä"))',
    ]);
    if (python.status !== 0) context.skip('no python3 to compare UUIDs with');
    expect(uuid5('https://example.org/ä')).toBe(python.stdout.toString().trim());
  });

  test('differs for every part that differs, and for no other reason', () => {
    const source = { name: 'p', version: '1', commit: 'c', fileName: 'f' };
    const others = [
      { ...source, name: 'q' },
      { ...source, version: '2' },
      { ...source, commit: 'd' },
      { ...source, fileName: 'g' },
      { name: 'p', version: '1', commit: 'cf' },
      { name: 'p1', version: '', commit: 'c', fileName: 'f' },
    ];
    expect(serialNumber({ ...source })).toBe(serialNumber(source));
    expect(new Set([source, ...others].map(serialNumber)).size).toBe(7);
    expect(serialNumber(source)).toMatchInlineSnapshot(`"urn:uuid:9034c6dd-5a2f-5934-b561-818cc894b148"`);
  });
});
