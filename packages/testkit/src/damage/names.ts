import { addedFile, type Damage, entriesDamage, sealed } from './parts.ts';

const two = (first: string, second: string): Damage =>
  entriesDamage((entries) => {
    const text = new TextEncoder().encode('x = 1\n');
    const file = { content: text, method: 8, mode: 0o100_644 };
    return sealed([{ ...file, name: first }, { ...file, name: second }, ...entries]);
  });

/** Entries whose names or kinds are dangerous where they are unpacked. RECORD lists them rightly. */
export const NAME_DAMAGES = {
  'path-traversal': addedFile({ name: '../../escaped.py' }),
  'path-traversal-inside': addedFile({ name: 'tidewater/../../escaped.py' }),
  'absolute-path': addedFile({ name: '/tmp/escaped.py' }),
  'drive-path': addedFile({ name: 'C:/escaped.py' }),
  'backslash-in-name': addedFile({ name: 'tidewater\\..\\..\\escaped.py' }),
  'nul-in-name': addedFile({ name: 'tidewater/a.py\0.txt' }),
  'line-break-in-name': addedFile({ name: 'tidewater/a\n::error::b.py' }),
  'line-separator-in-name': addedFile({ name: 'tidewater/a\u2028b.py' }),
  'bidi-control-in-name': addedFile({ name: 'tidewater/gp\u202eyp.exe' }),
  'trailing-dot-in-name': addedFile({ name: 'tidewater/module.py.' }),
  'empty-segment-in-name': addedFile({ name: 'tidewater//double.py' }),
  'dot-segment-in-name': addedFile({ name: 'tidewater/./dot.py' }),
  'windows-device-name': addedFile({ name: 'tidewater/aux.py' }),
  'name-not-utf-8': entriesDamage((entries) => [
    {
      name: Uint8Array.of(0x74, 0xff, 0xfe, 0x2e, 0x70, 0x79),
      content: 'x',
      local: { flags: 0x800 },
      central: { flags: 0x800 },
    },
    ...entries,
  ]),
  'name-without-utf-8-flag': entriesDamage((entries) => [
    { name: 'tidewater/ü.py', content: 'x', local: { flags: 0 }, central: { flags: 0 } },
    ...entries,
  ]),
  'names-differ-in-case': two('tidewater/Shore.py', 'tidewater/shore.py'),
  'names-differ-in-normalisation': two('tidewater/caf\u00e9.py', 'tidewater/cafe\u0301.py'),
  'file-is-also-directory': two('tidewater/bay', 'tidewater/bay/inlet.py'),
  'symbolic-link': addedFile({
    name: 'tidewater/link',
    content: new TextEncoder().encode('../../etc/passwd'),
    mode: 0o120_777,
  }),
  'device-entry': addedFile({ name: 'tidewater/device', mode: 0o020_666 }),
  'setuid-file': addedFile({ name: 'tidewater/helper', mode: 0o104_755 }),
} satisfies Readonly<Record<string, Damage>>;
