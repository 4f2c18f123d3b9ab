import { describe, expect, test } from 'vitest';
import { finding, unknown } from '../../rule/make.ts';
import { DUPLICATE_NAME, goodSdist, HASH_MISMATCH, judged, sampleReport } from '../../testing/sample.ts';
import { renderText } from './render.ts';
import { ansi } from './style.ts';

const FILE = 'a.whl';
const one = (message: string) =>
  judged([
    {
      subject: { kind: 'wheel', path: FILE },
      judged: [DUPLICATE_NAME.id],
      findings: [finding(DUPLICATE_NAME, { message, locations: [{ file: FILE }] })],
      unknowns: [],
    },
  ]);

describe('the text report', () => {
  test('has these bytes', async () => {
    await expect(renderText(sampleReport())).toMatchFileSnapshot('fixtures/sample.txt');
  });

  test('has these bytes in colour and 60 columns', async () => {
    await expect(renderText(sampleReport(), { style: ansi, width: 60 })).toMatchFileSnapshot(
      'fixtures/sample-colour.txt',
    );
  });

  test('has the same words with and without colour', () => {
    const coloured = renderText(sampleReport(), { style: ansi });
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(renderText(sampleReport()));
  });

  test('is one line for --quiet', () => {
    expect(renderText(judged([goodSdist]), { quiet: true })).toBe(
      '✓ ok: nothing found; 2 rules judged on 1 file\n',
    );
    expect(renderText(judged([]), { quiet: true })).toBe('? undecided: nothing was there to judge\n');
  });

  test('tells what is only info in one line, and explains it when asked', () => {
    const info = { ...DUPLICATE_NAME, severity: 'info' as const };
    const twice = ['first message', 'second message'].map((message) =>
      finding(info, { message, locations: [{ file: FILE }] }),
    );
    const report = judged([
      { subject: { kind: 'wheel', path: FILE }, judged: [info.id], findings: twice, unknowns: [] },
    ]);
    expect(renderText(report)).toContain(`\n  info      ${info.id} ×2\n`);
    expect(renderText(report)).not.toContain('first message');
    expect(renderText(report)).toContain('--verbose');
    expect(renderText(report, { verbose: true })).toContain('first message');
    expect(renderText(report, { verbose: true })).toContain('second message');
  });

  test('names what needs an index once for all files, or for each when asked', () => {
    const online = { ...HASH_MISMATCH, online: true as const };
    const report = judged(
      ['a.whl', 'b.whl'].map((path) => ({
        subject: { kind: 'wheel' as const, path },
        judged: [online.id],
        findings: [],
        unknowns: [unknown(online, { reason: 'nobody was asked', location: { file: path } })],
      })),
    );
    const times = (text: string): number => text.split('nobody was asked').length - 1;
    expect(times(renderText(report))).toBe(1);
    expect(renderText(report)).toContain(online.id);
    expect(times(renderText(report, { verbose: true }))).toBe(2);
  });

  test('says what is unknown and why', () => {
    const missing = unknown(HASH_MISMATCH, { reason: 'the entry is encrypted', location: { file: FILE } });
    const report = judged([
      { subject: { kind: 'wheel', path: FILE }, judged: [], findings: [], unknowns: [missing] },
    ]);
    const text = renderText(report);
    expect(text).toContain('unknown   the entry is encrypted\n');
    expect(text).toContain('record/hash-mismatch');
  });

  test('keeps to the width, but for words that are longer', () => {
    const lines = renderText(sampleReport(), { width: 70 }).split('\n');
    expect(lines.filter((line) => line.length > 70 && !/\S{40}/.test(line))).toEqual([]);
  });

  test.each(['::error::x', `${'a '.repeat(60)}::stop-commands::x`, '##[error]x', '##vso[task.setvariable]x'])(
    'holds no line that a build log would obey: %s',
    (message) => {
      for (const width of [40, 60, 80, 100, 120]) {
        const text = renderText(one(message), { width });
        expect(text).not.toMatch(/^\s*::/m);
        expect(text).not.toMatch(/##[a-z]*\[/i);
      }
    },
  );
});
