import { Buffer } from 'node:buffer';
import { applySplices } from '@custody/findings';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesFor, indexOf, sha } from '../fix/testing/world.ts';
import type { IndexData } from '../index-data/index.ts';
import { editRequirements } from './requirements.ts';
import type { VersionEdit } from './types.ts';

const INDEX = indexOf({ a: { '1.0': [], '1.2': { wheels: 2 } }, b: { '1': [], '2': [] } });
const A: VersionEdit = { name: 'a', from: '1.0', to: '1.2' };

const edited = async (
  text: string | Uint8Array,
  edits: readonly VersionEdit[] = [A],
  index: Pick<IndexData, 'files'> = INDEX,
): Promise<string> => {
  const bytes = Buffer.from(text);
  const edit = await editRequirements('r.txt', bytes, edits, index);
  return edit.kind === 'refused'
    ? `refused: ${edit.reason}`
    : Buffer.from(applySplices(bytes, edit.splices)).toString('latin1');
};

const hash = (file: string): string => `sha256:${sha(file)}`;
const NEW = filesFor('a', '1.2', 2).map(({ name }) => hash(name));
const SORTED = [...NEW].sort();
const OLD = [`sha256:${'0'.repeat(64)}`, `sha256:${'1'.repeat(64)}`];

describe('an edit of requirements', () => {
  test.each([
    ['a==1.0\n', 'a==1.2\n'],
    [
      'A [x, y] == 1.0.0 ; python_version<"4"  # keep\r\nb==1',
      'A [x, y] == 1.2 ; python_version<"4"  # keep\r\nb==1',
    ],
    ['# a==1.0\n  a===1.0   #a==1.0\n', '# a==1.0\n  a===1.2   #a==1.0\n'],
    ['a \\\n  ==1.0 \\\n  ; os_name == "nt"\n', 'a \\\n  ==1.2 \\\n  ; os_name == "nt"\n'],
    ['a (==1.0)\nA==1\nab==1.0\n', 'a (==1.2)\nA==1.2\nab==1.0\n'],
    ['a==1.0,<2,!=1.1\n', 'a==1.2,<2,!=1.1\n'],
    [
      'a==1.0; python_version<"3.9"\na==2.0; python_version>="3.9"\n',
      'a==1.2; python_version<"3.9"\na==2.0; python_version>="3.9"\n',
    ],
    [
      'a>=1.0\na==1.0.*\na~=1.0\na @ https://x/a-1.0.zip\n',
      'a>=1.0\na==1.0.*\na~=1.0\na @ https://x/a-1.0.zip\n',
    ],
    ['\ufeffa==1.0', '\u00ef\u00bb\u00bfa==1.2'],
  ])('changes the version of %j and nothing else', async (before, after) => {
    expect(await edited(before)).toBe(after);
  });

  test('keeps the encoding of a file', async () => {
    const latin = Buffer.from('# -*- coding: latin-1 -*-\n# \xe9\na==1.0 # \xe9\n', 'latin1');
    expect(await edited(latin)).toBe('# -*- coding: latin-1 -*-\n# \xe9\na==1.2 # \xe9\n');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('# \u20ac\r\na==1.0\r\n', 'utf16le')]);
    expect(await edited(wide)).toBe(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('# \u20ac\r\na==1.2\r\n', 'utf16le')]).toString(
        'latin1',
      ),
    );
  });

  test('makes all hashes anew, laid out as the old ones were', async () => {
    expect(
      await edited(`a==1.0 \\\r\n    --hash=${OLD[0]} \\\r\n    --hash=${OLD[1]}\r\n    # via b\r\n`),
    ).toBe(`a==1.2 \\\r\n    --hash=${SORTED.join(' \\\r\n    --hash=')}\r\n    # via b\r\n`);
    expect(await edited(`a==1.0 --hash ${OLD[0]} # x\n`)).toBe(
      `a==1.2 --hash ${SORTED.join(' --hash ')} # x\n`,
    );
    // Not sorted before: in the order of the files.
    expect(await edited(`a==1.0 --hash=${OLD[1]} --hash=${OLD[0]} --hash=${OLD[1]}\n`)).toBe(
      `a==1.2 --hash=${NEW.join(' --hash=')}\n`,
    );
    expect(await edited(`a==1.0 --hash=${OLD[1]} --hash=${OLD[0]}\n`)).toBe(
      `a==1.2 --hash=${SORTED.toReversed().join(' --hash=')}\n`,
    );
  });

  test('is refused rather than keep an old hash', async () => {
    const hashed = `a==1.0 --hash=${OLD[0]}\n`;
    const silent = {
      files: () => Promise.resolve({ kind: 'unknown' as const, reason: 'no index was asked' }),
    };
    expect(await edited(hashed, [A], silent)).toBe(
      'refused: r.txt, line 1: the hashes of a 1.2 are not known: no index was asked; old ones are never kept.',
    );
    expect(await edited(`a==1.0 --hash=sha512:${'0'.repeat(128)}\n`)).toContain(
      'the index names no sha512 of',
    );
    expect(await edited(`a==1.0 --hash=${OLD[0]} -C x=y --hash=${OLD[1]}\n`)).toContain(
      'something stands between the hashes',
    );
  });

  test('is refused where the version is torn apart', async () => {
    expect(await edited('a==1\\\n.0\n')).toBe(
      'refused: r.txt, line 1: the version of a is not written in one piece.',
    );
  });

  test('done twice changes nothing more', async () => {
    const once = await edited(`a==1.0 --hash=${OLD[0]}\n`);
    expect(await edited(once)).toBe(once);
  });
});

test('an edit of any file keeps every byte that it does not mean', async () => {
  const blank = fc.constantFrom('', ' ', '  ', ' \\\n  ', '\t');
  const end = fc.constantFrom('\n', '\r\n', ' # a==1.0\n', '  #\u20ac\n', '\n\n');
  const pin = fc
    .tuple(
      fc.constantFrom('a', 'A', 'b', 'c-d'),
      fc.constantFrom('==', '===', '>='),
      fc.constantFrom('1.0', '1', '01.0', '2'),
      blank,
      end,
    )
    .map(([name, operator, version, space, close]) => ({
      text: `${name}${space}${operator}${version}${close}`,
      after: `${name}${space}${operator}${name.toLowerCase() === 'a' && operator !== '>=' && version !== '2' ? '1.2' : version}${close}`,
    }));
  const other = fc.constantFrom(
    '# c\n',
    '-r x.txt\n',
    '--pre\n',
    'not a requirement!\n',
    '\u00e9==1.0\n',
    '\n',
    './a==1.0\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          pin,
          other.map((text) => ({ text, after: text })),
        ),
      ),
      fc.boolean(),
      async (lines, mark) => {
        const join = (of: 'text' | 'after'): string =>
          (mark ? '\ufeff' : '') + lines.map((line) => line[of]).join('');
        expect(await edited(join('text'))).toBe(Buffer.from(join('after')).toString('latin1'));
      },
    ),
    { numRuns: 500 },
  );
});

test('bytes of any kind are edited or refused, and never thrown over', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      await edited(Buffer.concat([bytes, Buffer.from('\na==1.0\n')]));
    }),
  );
});
