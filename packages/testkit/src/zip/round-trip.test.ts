import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askPythonAll, hasPython } from '../testing/python.ts';
import { buildTar } from '../tar/build.ts';
import { gzip } from '../tar/gzip.ts';
import { seeded } from '../seeds/random.ts';
import { buildZip } from './build.ts';
import { reopenZip } from './reopen.ts';

const names = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((name) => name.isWellFormed());
const files = fc.uniqueArray(fc.tuple(names, fc.uint8Array({ maxLength: 300 }), fc.constantFrom(0, 8)), {
  selector: ([name]) => name,
  maxLength: 8,
});

test('any sound archive is opened again to the same entries and built again to the same bytes', () => {
  fc.assert(
    fc.property(files, (given) => {
      const bytes = buildZip({
        entries: given.map(([name, content, method]) => ({ name, content, method })),
      });
      const entries = reopenZip(bytes);
      expect(entries.map(({ name, content, method }) => [name, new Uint8Array(content), method])).toEqual(
        given,
      );
      expect(Buffer.from(buildZip({ entries })).equals(bytes)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

const READ =
  "[[i.filename, z.read(i).hex()] for z in [zipfile.ZipFile(io.BytesIO(data))] for i in z.infolist()] if b'\\x1f\\x8b' != data[:2] else [[m.name, t.extractfile(m).read().hex()] for t in [tarfile.open(fileobj=io.BytesIO(data))] for m in t]";

describe.skipIf(!hasPython)('python reads what was put in', () => {
  test('into 200 random archives', () => {
    const random = seeded(20_261_120);
    const cases = Array.from({ length: 200 }, (_, i) => {
      const count = random.below(6);
      const entries = Array.from({ length: count }, (__, j) => {
        const letters = Array.from({ length: 1 + random.below(150) }, () =>
          random.pick(['a', 'ü', '漢', '-', '.x', '/d']),
        );
        return { name: `f${j}${letters.join('')}x`, content: random.bytes(random.below(1500)) };
      });
      const expected = entries.map(({ name, content }) => [name, Buffer.from(content).toString('hex')]);
      if (i % 2 === 1)
        return {
          name: `tar-${i}`,
          expected,
          bytes: gzip(
            buildTar({
              entries: entries.map((entry) => ({ ...entry, longNames: random.pick(['pax', 'gnu']) })),
            }),
          ),
        };
      const bytes = buildZip({
        entries: entries.map((entry) => ({
          ...entry,
          method: random.pick([0, 8]),
          descriptor: random.chance(0.3),
          ...(random.chance(0.3) ? { zip64: random.pick(['local', 'central', 'both']) } : {}),
        })),
        zip64End: random.chance(0.3),
        prefix: random.bytes(random.below(20)),
      });
      return { name: `zip-${i}`, expected, bytes };
    });
    const read = askPythonAll(READ, Object.fromEntries(cases.map(({ name, bytes }) => [name, bytes])));
    expect(read).toEqual(Object.fromEntries(cases.map(({ name, expected }) => [name, expected])));
  });
});
