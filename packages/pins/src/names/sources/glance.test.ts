import { readLockAs } from '@custody/python';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { glanceAt } from './glance.ts';

const name = fc.constantFrom('a', 'b-c', 'D.e', 'x_1', 'name');
const uvSource = fc.constantFrom(
  'source = { registry = "https://x" }\n',
  'source = { virtual = "." }\n',
  'source = { editable = "x" }\n',
  'source = { git = "https://x?rev=a#b" }\n',
  'source = { url = "https://x/a.whl" }\n',
);
const odd = fc.constantFrom(
  '',
  '',
  '',
  '',
  'x = """\n[[package]]\n"""\n',
  '# [[package]]\n',
  "d = 'a'\n",
  '[package.metadata]\nz = 1\n',
);
const blocks = fc.array(fc.tuple(name, uvSource, odd), { maxLength: 6 });

test('a glance sees what reading in full does, or says that it does not', () => {
  let glances = 0;
  fc.assert(
    fc.property(blocks, fc.boolean(), (list, uv) => {
      const text = `version = 1\n${list
        .map(
          ([one, source, more]) =>
            `\n[[package]]\nname = "${one}"\nversion = "1"\n${uv ? source : 'optional = false\nfiles = []\n'}${more}`,
        )
        .join('')}`;
      const format = uv ? 'uv' : 'poetry';
      const seen = glanceAt(text, format);
      if (seen === undefined) return;
      glances += 1;
      for (const { name: one, start } of seen) expect(text.slice(start, start + one.length)).toBe(one);
      const whole = readLockAs(Buffer.from(text), format);
      const packages = whole.kind === 'lock' ? whole.reading.packages : [];
      expect(seen.map((one) => `${one.name} ${one.from}`)).toEqual(
        packages.map(
          ({ name: one, source }) =>
            `${one} ${source.kind === 'index' || source.kind === 'local' ? source.kind : 'elsewhere'}`,
        ),
      );
    }),
    { numRuns: 2000 },
  );
  expect(glances).toBeGreaterThan(200);
});

test.each([
  ['no package', 'version = 1\n'],
  ['another order', '[[package]]\nversion = "1"\nname = "a"\n'],
  ['an escape', '[[package]]\nname = "\\u0061"\nsource = { registry = "x" }\n'],
  ['Windows line ends', '[[package]]\r\nname = "a"\r\nsource = { registry = "x" }\r\n'],
  ['a source on several lines', '[[package]]\nname = "a"\nsource = {\n registry = "x" }\n'],
  [
    'a header that is indented',
    '[[package]]\nname = "a"\nsource = { registry = "x" }\n  [[package]]\nname = "b"\n',
  ],
])('%s is not for a glance', (_, text) => {
  expect(glanceAt(text, 'uv')).toBeUndefined();
});
