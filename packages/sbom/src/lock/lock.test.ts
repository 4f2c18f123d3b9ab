import { readRequirements } from '@custody/python';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { toSpdx } from '../spdx/write.ts';
import { validate } from '../validate/validate.ts';
import { serialise } from '../write/serialise.ts';
import { generateLock } from './generate.ts';
import { A, B, FIXED, generated, one } from './testing/generated.ts';
import { PYLOCK, UV } from './testing/locks.ts';

const REQUIREMENTS = `# by hand
--index-url https://user:secret@index.example/simple
-r more.txt
-e ./tree
Flask[async]==3.1 ; python_version >= "3.9" \\
    --hash=sha256:${A} \\
    --hash=sha256:${B}
six==1.17.0 --hash sha256:${A}  # why
loose>=1.0
two==1.0,!=1.1
tool @ git+https://token@git.example/tool.git@0123456789abcdef0123456789abcdef01234567
local @ file:///home/somebody/x.whl
https://user:secret@files.example/nameless-1.0.tar.gz
=nonsense=
odd==2 --hash=md4:00
`;

describe('a requirements file', () => {
  const { bill, notes } = generated(REQUIREMENTS, 'requirements.txt');

  test('names components by pins, with hashes, extras and markers', () => {
    expect(one(bill, 'Flask')).toMatchObject({
      version: '3.1',
      purl: 'pkg:pypi/flask@3.1',
      properties: [
        { name: 'custody:lock:extras', value: 'async' },
        { name: 'custody:lock:marker', value: 'python_version >= "3.9"' },
      ],
    });
    expect(one(bill, 'Flask').hashes).toBeUndefined();
    expect(one(bill, 'Flask').externalReferences).toEqual([
      {
        type: 'distribution',
        url: `pkg:pypi/flask@3.1?checksum=sha256:${A}`,
        hashes: [{ algorithm: 'SHA-256', value: A }],
      },
      {
        type: 'distribution',
        url: `pkg:pypi/flask@3.1?checksum=sha256:${B}`,
        hashes: [{ algorithm: 'SHA-256', value: B }],
      },
    ]);
    expect(one(bill, 'six').hashes).toEqual([{ algorithm: 'SHA-256', value: A }]);
  });

  test('accounts for every other line, with its number', () => {
    expect(notes).toEqual([
      'requirements.txt:2: --index-url is an option for installers and names no component',
      'requirements.txt:3: -r names another requirements file, which was not read',
      'requirements.txt:4: -e installs a source tree, which was not looked at',
      'requirements.txt:9: loose is not pinned to one version: which will be installed is not known',
      'requirements.txt:10: two is not pinned to one version: which will be installed is not known',
      'requirements.txt:11: tool comes from a URL: its version is not known',
      'requirements.txt:12: local comes from a URL: its version is not known',
      'requirements.txt:13: a path or URL without a name: what it installs is not known',
      expect.stringContaining('requirements.txt:14: "=nonsense=" is no requirement'),
      'requirements.txt:15: "md4:00" is no hash that is known was not used',
    ]);
    expect(bill.compositions[0]).toMatchObject({ aggregate: 'incomplete', dependencies: [bill.root] });
  });

  test('repeats no value of an option, whatever is wrong with the line', () => {
    const lines =
      '--index-url "https://user:secret@x/simple\nfoo bar --index-url https://user:secret@x\n-e "git+https://user:secret@h/x\n';
    const { notes: told } = generated(lines, 'requirements.txt');
    expect(told).toHaveLength(3);
    expect(told.join('\n')).not.toContain('secret');
  });

  test('keeps what is not pinned as a component without version', () => {
    expect(one(bill, 'loose')).toMatchObject({
      purl: 'pkg:pypi/loose',
      properties: [{ name: 'custody:lock:requirement', value: 'loose>=1.0' }],
    });
    expect(one(bill, 'loose').version).toBeUndefined();
    expect(one(bill, 'tool').externalReferences).toEqual([
      {
        type: 'vcs',
        url: 'git+https://git.example/tool.git',
        comment: 'commit 0123456789abcdef0123456789abcdef01234567',
      },
    ]);
  });

  test('tells neither credentials nor paths of the machine', () => {
    const text = JSON.stringify([bill, notes]);
    for (const word of ['secret', 'token@', 'somebody']) expect(text).not.toContain(word);
  });

  test('is complete only where everything is pinned by hash', () => {
    const aggregate = (text: string): unknown => generated(text, 'r.txt').bill.compositions[0]?.aggregate;
    expect(aggregate(`six==1.0 --hash=sha256:${A}\n`)).toBe('complete');
    expect(aggregate('six==1.0\n')).toBe('incomplete');
    expect(aggregate(`six==1.0 --hash=sha256:${A}\n-r more.txt\n`)).toBe('incomplete');
  });

  test('states that the version of what is not pinned is unknown, so that no rule finds a gap', async () => {
    for (const options of [{}, { name: 'app' }]) {
      const loose = generated('loose>=1.0\nsix==1.0\n', 'r.txt', options).bill;
      const { document } = await toCycloneDx(loose);
      const { judgements } = await validate(serialise(document), { file: 'x.json' });
      expect(judgements.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
      const unknown = loose.compositions.find(({ aggregate }) => aggregate === 'unknown')?.assemblies;
      expect(unknown).toContain(one(loose, 'loose').ref);
      expect(unknown).not.toContain(one(loose, 'six').ref);
    }
  });

  test('describes itself, or what the person says', () => {
    expect(bill.components.find(({ ref }) => ref === bill.root)).toMatchObject({
      type: 'file',
      name: 'requirements.txt',
    });
    const named = generated('six==1.0\n', 'r.txt', { name: 'My_App', version: '2' }).bill;
    expect(one(named, 'My_App')).toMatchObject({ type: 'application', purl: 'pkg:pypi/my-app@2' });
  });

  test('joins lines as pip does', () => {
    const names = (text: string) =>
      readRequirements(Buffer.from(text)).packages.map(({ name, line }) => [name, line]);
    expect(names('a==1 \\\n # comment ends it\nb==1\n')).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(names('\ufeffa==1\r\nb==1\rc==1')).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    // Its backslash is a part of the comment.
    expect(names('a==1 \\\n# comment \\\nb==1\n')).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(names('a==1 \\')).toEqual([['a', 1]]);
  });
});

describe('any lock', () => {
  test.each([
    ['requirements.txt', REQUIREMENTS],
    ['pylock.toml', PYLOCK],
    ['uv.lock', UV],
  ])('%s makes documents that are valid in both standards, everything reachable', async (fileName, text) => {
    const { bill } = generated(text, fileName);
    for (const { document } of [await toCycloneDx(bill), await toSpdx(bill)]) {
      const { judgements } = await validate(serialise(document), { file: 'x.json' });
      for (const id of [
        'sbom/schema',
        'sbom/reachable-components',
        'sbom/unique-refs',
        'sbom/refs-resolve',
        'sbom/secrets',
        'sbom/private-paths',
        'sbom/canonical-purl',
      ])
        expect([id, judgements.find(({ rule }) => rule.id === id)?.findings]).toEqual([id, []]);
    }
  });

  test('is refused where it is none', () => {
    for (const [text, name] of [
      ['', 'Cargo.lock'],
      ['[[package', 'uv.lock'],
      ['\u0000', 'pylock.a.b.toml'],
    ] as const)
      expect(generateLock(Buffer.from(text), name, FIXED).kind).toBe('refused');
    expect(generateLock(Uint8Array.of(0xff, 0xfe), 'requirements.txt', FIXED).kind).toBe('refused');
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'name',
      'version',
      '[[package]]',
      '[[packages]]',
      '[metadata]',
      ' = ',
      '"1"',
      '{',
      '}',
      '\n',
      '__proto__',
      'files',
      'dependencies',
      '[',
      ']',
      ',',
      'a==1',
      ' --hash=sha256:',
      '\\',
      '#',
      '-r ',
      ';',
      '@ ',
      'file:///x',
      'git+https://a:b@c.example/x',
    ),
    fc.string({ maxLength: 6 }),
  );
  test('whatever its bytes, never throws, and makes a bill whose refs are unique and resolve', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        fc.constantFrom('r.txt', 'pylock.toml', 'uv.lock', 'poetry.lock'),
        (text, fileName) => {
          const generation = generateLock(Buffer.from(text), fileName, FIXED);
          if (generation.kind !== 'generated') return;
          const refs = new Set(generation.bill.components.map(({ ref }) => ref));
          expect(refs.size).toBe(generation.bill.components.length);
          for (const { ref, dependsOn } of generation.bill.dependencies)
            for (const each of [ref, ...dependsOn]) expect(refs).toContain(each);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('takes linear time on hostile lines', () => {
    // CPU time: the machine may be busy with other things.
    const started = process.cpuUsage();
    for (const text of [
      ' '.repeat(2e6),
      'a \\\n'.repeat(3e5),
      '#'.repeat(2e6),
      `a==1${' --hash=x'.repeat(1e5)}`,
      'a@'.repeat(5e5),
    ])
      generateLock(Buffer.from(text), 'r.txt', FIXED);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(8000);
  });
});
