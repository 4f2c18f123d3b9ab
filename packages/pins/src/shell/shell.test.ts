import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandWord } from './expand.ts';
import { parseShell } from './parse.ts';
import { programOf } from './program.ts';
import type { ShellDialect } from './types.ts';

/** The commands of a script, each as its words. */
const commands = (text: string, dialect?: ShellDialect): readonly string[] =>
  parseShell(text, dialect).commands.map(({ assignments, words }) =>
    [
      ...assignments.map(({ name, value }) => `${name}=${value.text}`),
      ...words.map((word) => word.text),
    ].join(' '),
  );

describe('commands of a script', () => {
  test.each([
    ['lists', 'a && b; c || d & e', ['a', 'b', 'c', 'd', 'e']],
    ['lines', 'a\n\n# no\nb # no\n', ['a', 'b']],
    ['continued lines', 'pip install \\\n  x \\\r\n  y', ['pip install x y']],
    [
      'subshells and groups',
      '(cd x; pip install a) && { pip install b; }',
      ['cd x', 'pip install a', 'pip install b'],
    ],
    [
      'conditions',
      'if [ -f x ]; then\n  pip install a\nelse pip install b\nfi',
      ['[ -f x ]', 'pip install a', 'pip install b'],
    ],
    [
      'loops',
      'for x in a b; do pip install $x; done\nwhile true; do b; done',
      ['pip install $x', 'true', 'b'],
    ],
    ['cases', 'case $x in\n a|b) pip install a;;\n *) c ;;\nesac\nd', ['pip install a', 'c', 'd']],
    ['functions', 'f() {\n pip install a\n}\nf', ['pip install a', 'f']],
    ['negation', '! pip install a', ['pip install a']],
    [
      'substitutions',
      'x="$(pip freeze | head)" y=`pip list`',
      ['x=$(pip freeze | head) y=`pip list`', 'pip freeze', 'head', 'pip list'],
    ],
    ['process substitution', 'bash <(curl u)', ['bash <(curl u)', 'curl u']],
    ['assignments before a command', 'A=1 B="x y" pip install a', ['A=1 B=x y pip install a']],
    ['quotes', `echo 'a "b' "c 'd" e\\ f g""h`, [`echo a "b c 'd e f gh`]],
    ['a hash inside a word', 'echo a#b', ['echo a#b']],
    ['descriptors', 'pip install a 2>&1 >log </dev/null', ['pip install a']],
    ['a here-document', 'cat <<EOF >f\npip install no\nEOF\npip install yes', ['cat', 'pip install yes']],
    ['an indented here-document', "cat <<-'E'\n\tpip no\n\tE\nb", ['cat', 'b']],
    ['arithmetic', 'x=$((1 + 2)); y', ['x=$((1 + 2))', 'y']],
    ['expressions with quotes in them', "echo ${{ a && 'b; c' }} d", ["echo ${{ a && 'b; c' }} d"]],
    [
      'expressions inside single quotes',
      "echo 'a ${{ x['y'] }} b' c && d",
      ["echo a ${{ x['y'] }} b c", 'd'],
    ],
    ['a pipe over lines', 'curl u |\n  sh', ['curl u', 'sh']],
  ])('are seen through %s', (_, text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test('of PowerShell are seen as far as they look alike', () => {
    expect(commands('pip install `\n  foo\n& "$env:P\\python.exe" -m pip install z', 'powershell')).toEqual([
      'pip install foo',
      '$env:P\\python.exe -m pip install z',
    ]);
  });

  test('know their pipeline and their depth', () => {
    const { commands: found } = parseShell('a | b "$(c | d)"; e');
    expect(found.map(({ stage, nested }) => [stage, nested])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(found[0]?.pipeline).toBe(found[1]?.pipeline);
    expect(found[1]?.pipeline).not.toBe(found[2]?.pipeline);
  });

  test('keep apart what is only known when they run', () => {
    const [command] = parseShell('pip install "$A" ${B:-c} ${{ d }} e').commands;
    expect(command?.words.map(({ literal }) => literal)).toEqual([true, true, false, false, false, true]);
    expect(command?.words[2]?.parts).toEqual([{ kind: 'variable', name: 'A' }]);
    expect(command?.words[3]?.parts).toEqual([{ kind: 'variable', name: 'B', modifier: ':-c' }]);
    expect(command?.words[4]?.parts).toMatchObject([{ kind: 'expression', source: 'd' }]);
  });

  test.each(['a "b', "a 'b", 'a $(b', 'a `b', 'a ${b', '(a', 'a ${{ b'])(
    'say where %s is not closed',
    (text) => {
      expect(parseShell(text).problems.map(({ code }) => code)).toEqual(['unclosed']);
    },
  );

  test('stand where their words say', () => {
    const script = 'x=1; if a "b c"; then pip \\\n install \'d e\' && f; fi';
    for (const { words } of parseShell(script).commands)
      for (const { start, end, text } of words) {
        const written = script.slice(start, end).replace(/^(["'])(.*)\1$/, '$2');
        expect(written).toBe(text);
      }
  });

  test('of any text are found in one pass, in order, within its bounds', () => {
    const unit = fc.constantFrom(
      ...Array.from('ab $(){}[]`\'"\\|&;<>\n\t#=!'),
      '${{',
      '}}',
      '<<E',
      'case ',
      ' in ',
      'esac',
      'for ',
      'if ',
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 60 }),
        fc.constantFrom<ShellDialect>('posix', 'powershell'),
        (parts, dialect) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end, words } of parseShell(text, dialect).commands) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(text.length);
            for (const word of words) expect(word.end).toBeGreaterThan(word.start);
            last = start;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(['(', '$(', '"$(', '`', '${', '<(', '<<E ', 'case x in ', '\n<<E', '$(('])(
    'nested in %s without end are bounded',
    (piece) => {
      const { commands: found } = parseShell(piece.repeat(20_000));
      expect(found.length).toBeLessThan(200_000);
    },
  );

  test('of a script that is too large are not looked for', () => {
    expect(parseShell('a '.repeat(200_000)).problems.map(({ code }) => code)).toEqual(['too-large']);
  });
});

describe('what a command runs', () => {
  test.each([
    ['sudo -E -u root pip install x', 'pip', 'install x'],
    ['env A=1 /usr/bin/pip3 install x', 'pip3', 'install x'],
    ['timeout 30 pip install x', 'pip', 'install x'],
    ['exec -a n pip', 'pip', ''],
    ['C:\\\\py\\\\python.exe -m pip', 'python', '-m pip'],
    ['xargs -n 1 pip install', 'pip', 'install'],
  ])('%s', (text, name, args) => {
    const [command] = parseShell(text).commands;
    const program = command && programOf(command);
    expect(program?.name).toBe(name);
    expect(program?.args.map((word) => word.text).join(' ')).toBe(args);
  });

  test('is nothing where it only assigns', () => {
    const [command] = parseShell('A=1').commands;
    expect(command && programOf(command)).toBeUndefined();
  });
});

test('a word is expanded with the variables that are known, or not at all', () => {
  const word = parseShell('x"$A"-${B}').commands[0]?.words[0];
  if (word === undefined) throw new Error('no word');
  const known = new Map([
    ['A', 'a b'],
    ['B', 'c'],
  ]);
  expect(expandWord(word, (name) => known.get(name))).toBe('xa b-c');
  expect(expandWord(word, (name) => (name === 'A' ? 'a' : undefined))).toBeUndefined();
});
