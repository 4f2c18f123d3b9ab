import { Buffer } from 'node:buffer';
import { applySplices } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { indexOf, type Offer, sha } from '../fix/testing/world.ts';
import { editPylock } from './pylock.ts';

const OFFER: Offer = {
  a: { '1.0': [], '1.2': { wheels: 2, needs: ['b>=1'] } },
  b: { '1': [] },
};
const EDITS = [{ name: 'a', from: '1.0', to: '1.2' }];

const edited = async (text: string, offer: Offer = OFFER): Promise<string> => {
  const bytes = Buffer.from(text);
  const edit = await editPylock('pylock.toml', bytes, EDITS, indexOf(offer));
  return edit.kind === 'refused'
    ? `refused: ${edit.reason}`
    : Buffer.from(applySplices(bytes, edit.splices)).toString();
};

const wheel = (n: number): string => `a-1.2-cp3${n}-cp3${n}-win32.whl`;
const OLD = '0'.repeat(64);
const TIME = '2026-01-02T03:04:05.678901Z';

/** As uv exports it. */
const INLINE = (version: string, sdist: string, wheels: readonly string[]): string => `# made by hand
lock-version = '1.0'
created-by = "x"

[[packages]]
name = "A"   # the first
version = '${version}'
dependencies = [{ name = "b" }]
sdist = ${sdist}
wheels = [
    ${wheels.join(',\n    ')},
]

[[packages]]
name = "b"
version = "1"
dependencies = [{ name = "a", version = "${version}" }]
sdist = { url = "https://x/b-1.tar.gz", hashes = { sha256 = "${OLD}" } }
`;

const inline = (file: string, digest: string, size: number, time: string): string =>
  `{ url = "https://files.example/${file}", upload-time = ${time}, size = ${size}, hashes = { sha256 = "${digest}" } }`;

describe('an edit of a pylock.toml', () => {
  const before = INLINE('1.0', inline('a-1.0.tar.gz', OLD, 1, '2020-01-01T00:00:00Z'), [
    inline('a-1.0-py3-none-any.whl', OLD, 1, '2020-01-01T00:00:00Z'),
  ]);

  test('makes version, files and hashes anew, and changes nothing else', async () => {
    const fresh = (file: string): string => inline(file, sha(file), file.length, TIME);
    const after = INLINE('1.2', fresh('a-1.2.tar.gz'), [fresh(wheel(0)), fresh(wheel(1))]);
    expect(await edited(before)).toBe(after);
    expect(await edited(after)).toBe(after);
    expect(await edited(before)).not.toContain('a-1.0');
  });

  test('follows the layout of tables of their own', async () => {
    const lock = (version: string, wheels: readonly (readonly [string, string])[]): string =>
      `lock-version = "1.0"\r\n\r\n[[packages]]\r\nname = "a"\r\nversion = "${version}"\r\n\r\n${wheels
        .map(
          ([name, digest]) =>
            `[[packages.wheels]]\r\nname = "${name}"\r\nurl = 'https://files.example/${name}'\r\n\r\n[packages.wheels.hashes]\r\nsha256 = "${digest}"\r\n`,
        )
        .join('\r\n')}\r\n[tool.x]\r\ny = 1\r\n`;
    expect(await edited(lock('1.0', [['a-1.0-py3-none-any.whl', OLD]]))).toBe(
      lock('1.2', [
        [wheel(0), sha(wheel(0))],
        [wheel(1), sha(wheel(1))],
      ]),
    );
  });

  test.each([
    [
      'an algorithm that the index has not',
      before.replaceAll('sha256', 'sha512').replaceAll(OLD, '0'.repeat(128)),
      'the index names no sha512',
    ],
    [
      'who published it',
      before.replace('sdist = ', 'attestation-identities = [{ kind = "GitHub" }]\nsdist = '),
      'who published the new version',
    ],
    [
      'a file beside the lock',
      before.replaceAll('url = "https', 'path = "https'),
      'which custody cannot make anew',
    ],
    [
      'comments among its wheels',
      before.replace(
        /(\[\n {4}\{[^\n]*\n)/,
        `$1    # why\n    ${inline('x-1-py3-none-any.whl', OLD, 1, TIME)},\n`,
      ),
      'there are comments between its wheels',
    ],
    [
      'fewer needs than the new version has',
      before.replace('[{ name = "b" }]', '[{ name = "z" }]'),
      'needs other packages of the lock',
    ],
    [
      'needs that the new version has not',
      before.replace('{ name = "b" }', '{ name = "b" }, { name = "a" }'),
      'needs other packages of the lock',
    ],
  ])('is refused where the old one names %s', async (_what, text, reason) => {
    const said = await edited(text);
    expect(said).toMatch(/^refused: pylock\.toml: a 1\.0: /);
    expect(said).toContain(reason);
  });

  test('is refused where the index does not know the files, or offers no more what the lock takes', async () => {
    expect(await edited(before, { b: { '1': [] } })).toContain('the hashes of a 1.2 are not known');
    expect(await edited(before, { a: { '1.2': { wheels: 0, needs: ['b'] } } })).toContain(
      'the new version has no wheels',
    );
  });
});
