import { describe, expect, test } from 'vitest';
import { python } from '../testing/python.ts';
import { type Random, seeded } from '../testing/random.ts';
import { readRequirementsFile } from './read.ts';
import type { RequirementsEntry } from './types.ts';

/** What pip's own reader makes of each file: its lines, or the word of an error. Null where there is no pip that has one. */
const DRIVER = `
import contextlib, io, json, sys
try:
    from pip._internal.req import req_file
except Exception:
    print("null"); sys.exit(0)

def value(opts, name):
    found = getattr(opts, name, None)
    return found if found else None

def read(text):
    parse = req_file.get_line_parser(None)
    lines = []
    for number, line in req_file.preprocess(text):
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                args, opts = parse(line)
        except Exception:
            lines.append([number, "refused"])
            continue
        hashes = sorted(a + ":" + d for a, ds in (value(opts, "hashes") or {}).items() for d in ds)
        if args:
            lines.append([number, "args", args.strip(), hashes])
        elif opts.editables:
            lines.append([number, "editable", opts.editables[0]])
        elif opts.requirements:
            lines.append([number, "requirements", opts.requirements[0]])
        elif opts.constraints:
            lines.append([number, "constraints", opts.constraints[0]])
        else:
            lines.append([number, "options", value(opts, "index_url"), value(opts, "extra_index_urls"),
                          bool(value(opts, "pre")), value(opts, "trusted_hosts")])
    return lines

import os
os.environ.clear()
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

/** Raise it to ask more: pip takes some milliseconds for each. */
const FILES = 700;

const HEX = 'a'.repeat(64);

const PIECES = [
  'six==1.0',
  'Flask[async]>=2,<3',
  '; python_version < "3.9"',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\f',
  '\\\n',
  '\\\\\n',
  '\\',
  '#',
  ' # note',
  '#egg=x',
  '-r base.txt',
  '-rbase.txt',
  '--requirement=base.txt',
  '--req base.txt',
  '-c c.txt',
  '-e .',
  '-e git+https://h.example/x.git#egg=x',
  '--hash=sha256:' + HEX,
  ' --hash=sha256:' + HEX,
  ' --hash sha512:' + HEX + HEX,
  ' --hash=md5:00',
  '-i https://h.example/simple',
  '--index-url "https://h.example/a b"',
  "--extra-index-url='https://h.example/x'",
  '--extra',
  '--pre',
  ' --pre',
  '--pre=1',
  '--no-binary :all:',
  '--trusted-host h.example',
  '--trusted-host',
  '--unknown',
  '-z',
  '--',
  '-',
  '"',
  "'",
  './local/path',
  'https://h.example/x-1.0.tar.gz',
  'a @ https://h.example/a-1.0.zip',
  '${HOME}',
  'é',
  '\u00a0',
] as const;

const anyFile = (random: Random): string =>
  random.list(1 + random.below(14), () => random.pick(PIECES)).join(random.pick(['', '', ' ', '\n']));

/** Ours in their terms. */
const ours = (entry: RequirementsEntry, refused: boolean): readonly unknown[] => {
  const values = (name: string) =>
    entry.options.flatMap((option) => (option.name === name ? [option.value?.text ?? ''] : []));
  if (refused) return [entry.line, 'refused'];
  switch (entry.kind) {
    case 'include':
      return [entry.line, entry.of, entry.target.text];
    case 'options':
      return [
        entry.line,
        'options',
        values('--index-url').at(-1) ?? null,
        values('--extra-index-url').length === 0 ? null : values('--extra-index-url'),
        values('--pre').length > 0,
        values('--trusted-host').length === 0 ? null : values('--trusted-host'),
      ];
    case 'editable':
      return [entry.line, 'editable', values('--editable')[0]];
    case 'malformed':
    case 'requirement':
    case 'address':
      if (entry.kind === 'malformed' && entry.text.startsWith('-'))
        return [entry.line, 'editable', values('--editable')[0]];
  }
  const at = entry.text.indexOf(' -');
  return [
    entry.line,
    'args',
    (at === -1 ? entry.text : entry.text.slice(0, at)).trim(),
    values('--hash').sort(),
  ];
};

const REFUSED = /^pip refuses the whole file/;

const FIXED = [
  `six==1.0 --hash=sha256:${HEX} \\\n    --hash=sha256:${HEX}\n`,
  'a==1 \\\n # comment\n b==2\n',
  '\\a==1\\\nb\n',
  'a==1#b # c\n-r x.txt y.txt\n-r x -r y\n-e . -r x\n',
  "--index-url 'https://h.example/ü' --pre\n",
];

describe('a requirements file', () => {
  test('is read line by line as pip reads it', () => {
    const random = seeded(20260101);
    const files = [...FIXED, ...random.list(FILES, () => anyFile(random))];
    const theirs = python(DRIVER, files) as readonly (readonly unknown[])[] | null | undefined;
    if (theirs === undefined || theirs === null) {
      process.stderr.write('Skipped: no pip whose reader can be asked.\n');
      return;
    }
    let lines = 0;
    for (const [at, text] of files.entries()) {
      const reading = readRequirementsFile(Buffer.from(text));
      if (reading.kind === 'unreadable') throw new Error(reading.reason);
      const refused = new Set(
        reading.problems.filter(({ message }) => REFUSED.test(message)).map(({ line }) => line),
      );
      const mine = reading.entries.map((entry) => ours(entry, refused.has(entry.line)));
      if (JSON.stringify(mine) !== JSON.stringify(theirs[at]))
        throw new Error(JSON.stringify({ text, mine, theirs: theirs[at] }, undefined, 1));
      lines += mine.length;
    }
    expect(lines).toBeGreaterThan(2 * FILES);
  });
});
