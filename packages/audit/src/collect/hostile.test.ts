import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAccounts } from '../subject/index.ts';
import { collectFile } from './collect.ts';
import { scriptBlocks } from './pyproject/script.ts';
import { resolveInclude } from './requirements/follow.ts';

const KINDS = [
  'requirements.txt',
  'pyproject.toml',
  'pylock.toml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'tool.py',
  'environment.yml',
  'conda-lock.yml',
  'spec.txt',
] as const;

const piece = fc.oneof(
  fc.constantFrom(
    'a==1\n',
    'b>=2 ; os_name == "x"\n',
    '-r a.txt\n',
    '\n',
    '[[package]]\n',
    '[[packages]]\n',
    'name = "a"\n',
    'version = "1"\n',
    '[project]\ndependencies = ["a==1", 3]\n',
    '[dependency-groups]\na = [{include-group = "a"}]\n',
    '# /// script\n# dependencies = ["x==1"]\n# ///\n',
    'dependencies:\n  - a=1\n',
    '  - pip: [b==1]\n',
    'package:\n- {name: a, version: 1, manager: pip}\n',
    '@EXPLICIT\n',
    '{"default": {"__proto__": {"version": "==1"}}}',
    '__proto__',
    '&a *a',
    '\u0000\u001b[31m',
  ),
  fc.string({ maxLength: 5 }),
);

describe('whatever a file holds', () => {
  test('it is accounted for: the counts add up, subjects are unique and are those that are audited', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 15 }),
        fc.constantFrom(...KINDS),
        async (pieces, name) => {
          const bytes = Buffer.from(pieces.join(''));
          const read = () => ({ kind: 'bytes' as const, bytes });
          const { accounted, subjects, input } = await collectFile(name, bytes, { read });
          const counts = countAccounts(accounted);
          expect(counts.audited + counts.inapplicable + counts.unaudited).toBe(accounted.length);
          expect(input.accounted).toBe(accounted);
          const keys = new Set(accounted.flatMap((one) => (one.kind === 'audited' ? [one.subject.key] : [])));
          expect(subjects.map(({ key }) => key).sort()).toEqual([...keys].sort());
          for (const subject of subjects) expect(subject.version).toBeDefined();
        },
      ),
      { numRuns: 1500 },
    );
  });

  const line = fc.constantFrom(
    'a==1',
    'b',
    'c==2; python_version < "3"',
    'd @ git+https://h.example/d',
    '-e .',
    '=bad',
    '-r x.txt',
    './p',
    '${X}==1',
    '--wrong',
  );
  test('as many lines as name something are as many answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const { accounted } = await collectFile('r.txt', Buffer.from(lines.join('\n')));
        expect(accounted).toHaveLength(lines.length);
      }),
    );
  });

  test('work grows with its size alone', async () => {
    const many = (count: number, text: (at: number) => string): string =>
      Array.from({ length: count }, (_, at) => text(at)).join('');
    const files: readonly (readonly [string, string])[] = [
      [
        'uv.lock',
        `version = 1\n${many(1000, (at) => `[[package]]\nname = "a"\nversion = "${at}"\ndependencies = [{ name = "a" }]\n`)}`,
      ],
      [
        'uv.lock',
        `version = 1\n${many(2000, (at) => `[[package]]\nname = "a${at}"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "a${(at + 1) % 2000}" }]\n`)}`,
      ],
      [
        'uv.lock',
        `version = 1\n${many(2000, (at) => `[[package]]\nname = "a${at}"\nversion = "1"\nresolution-markers = ["python_full_version < '3.${at}' and platform_machine == 'm${at}' and sys_platform == 'linux'"]\n`)}`,
      ],
      [
        'pyproject.toml',
        `[dependency-groups]\n${many(800, (at) => `g${at} = ["x", ${many(5, (i) => `{include-group = "g${(at * 7 + i) % 800}"},`)}]\n`)}`,
      ],
      ['environment.yml', `dependencies: ${'['.repeat(100_000)}`],
      ['environment.yml', `dependencies:\n  ${'- '.repeat(50_000)}a\n`],
      [
        'environment.yml',
        `a: &a [x]\n${many(30, (at) => `b${at}: &b${at} [${'*a,'.repeat(50)}]\n`)}dependencies: [*b1, *b2]\n`,
      ],
      ['tool.py', '# /// script\n#\n'.repeat(100_000)],
      ['r.txt', 'a==1 ; os_name == "x" and (('.repeat(20_000)],
    ];
    for (const [name, text] of files) {
      const started = process.cpuUsage().user;
      expect((await collectFile(name, Buffer.from(text))).accounted.length).toBeGreaterThanOrEqual(0);
      expect([name, (process.cpuUsage().user - started) / 1e6 < 6]).toEqual([name, true]);
    }
  });
});

describe('another file that is named', () => {
  test.each([
    ['a/r.txt', '../b.txt', 'b.txt'],
    ['a/r.txt', './x/../b.txt', 'a/b.txt'],
    ['/t/r.txt', 'sub/b.txt', '/t/sub/b.txt'],
    ['r.txt', '../b.txt', undefined],
    ['../r.txt', '../b.txt', undefined],
    ['../p/r.txt', '../b.txt', undefined],
    ['../p/r.txt', 'b.txt', '../p/b.txt'],
    ['/t/r.txt', '../b.txt', undefined],
    ['r.txt', '/etc/passwd', undefined],
    ['r.txt', '\\\\host\\share', undefined],
    ['r.txt', 'C:/x', undefined],
    ['r.txt', '~/x', undefined],
    ['r.txt', 'a\u0000b', undefined],
    ['r.txt', 'https://h.example/x', undefined],
    ['r.txt', 'file:///x', undefined],
  ])('from %j, %j is %j', (from, target, path) => {
    const resolved = resolveInclude(from, target);
    expect('path' in resolved ? resolved.path : undefined).toBe(path);
  });

  test('may go round in a circle, and deep: that is told and no trouble', async () => {
    const read = (path: string) => {
      const at = Number(/[0-9]+/.exec(path)?.[0] ?? '0');
      return {
        kind: 'bytes' as const,
        bytes: Buffer.from(`a${at}==1\n-r ${at + 1}.txt\n-r ${at}.txt\n-r 0.txt\n`),
      };
    };
    const { accounted, included } = await collectFile('0.txt', read('0.txt').bytes, { read });
    expect(included).toHaveLength(32);
    expect(accounted.at(-1)).toMatchObject({ kind: 'unaudited', reason: 'not-read' });
    expect(accounted).toHaveLength(34);
  });
});

test('script blocks are those that the expression of the standard finds', () => {
  const expression = /^# \/\/\/ (?<type>[a-zA-Z0-9-]+)$\s(?<content>(?:^#(?:| .*)$\s)+)^# \/\/\/$/gm;
  const lines = fc.array(
    fc.constantFrom('# /// script', '# /// x', '# ///', '#', '# a', '#b', '', 'c', '# /// '),
    {
      maxLength: 14,
    },
  );
  fc.assert(
    fc.property(lines, (all) => {
      const text = all.join('\n');
      const theirs = [...text.matchAll(expression)].map(({ groups }) => [
        groups?.['type'],
        groups?.['content'],
      ]);
      const ours = scriptBlocks(text).map(({ type, content }) => [
        type,
        content
          .split('\n')
          .map((line, at, { length }) => `#${line === '' && at < length ? '' : ` ${line}`}\n`)
          .join(''),
      ]);
      // "# " and "#" are both an empty line of content.
      const same = (list: readonly (readonly (string | undefined)[])[]) =>
        list.map(([type, content]) => [type, content?.replace(/^# $/gm, '#')]);
      expect(same(ours)).toEqual(same(theirs));
    }),
    { numRuns: 3000 },
  );
});
