import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JudgeInput } from '../report/judge.ts';
import type { Report } from '../report/types.ts';
import { finding, unknown } from '../rule/make.ts';
import { DUPLICATE_NAME, HASH_MISMATCH, judged } from '../testing/sample.ts';
import type { Examination } from '../types.ts';
import { renderGithub } from './github/render.ts';
import { renderHtml } from './html/render.ts';
import { renderJson } from './json/render.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderSarif } from './sarif/render.ts';
import { renderText } from './text/render.ts';

const RENDERERS = {
  text: renderText,
  json: renderJson,
  sarif: renderSarif,
  markdown: renderMarkdown,
  github: renderGithub,
  html: renderHtml,
} as const;
const NAMES = Object.keys(RENDERERS) as (keyof typeof RENDERERS)[];

const BAD = [
  '\u001b[31m',
  '\u001b]8;;x\u0007',
  '\r\n::error file=x::pwned',
  '\n::stop-commands::t',
  '##[error]x',
  '##vso[task.x]',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><b>',
  "' onload='x",
  '| a | b |',
  '\n\n# heading',
  '[x](javascript:y)',
  '![x](https://z)',
  '`</code>',
  '@octocat',
  '\u202egnp',
  '\u2066x\u2069',
  '\u2028\u2029\u0085',
  '\ud800',
  '\udfff',
  '\u0000',
  '\u200b\ufeff',
  '-->',
  ']]>',
  '%0A::error::x',
  '__proto__',
  'ä日😀',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...BAD), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 4 })
  .map((parts) => parts.join(''));

/** A report in which every string that can come from outside is `text`. */
const filled = (text: string): Report => {
  const place = { file: text, entry: text, note: text, position: { kind: 'text', line: 1 } } as const;
  const details = { message: text, locations: [place, place] as const, key: text };
  const seen: Examination = {
    subject: { kind: 'wheel', path: text, name: text, version: text, facts: [text] },
    judged: [DUPLICATE_NAME.id],
    findings: [
      finding(DUPLICATE_NAME, {
        ...details,
        todo: text,
        fix: { title: text, safety: 'unsafe', command: text },
      }),
      finding(HASH_MISMATCH, details),
      finding(HASH_MISMATCH, details),
    ],
    unknowns: [unknown(HASH_MISMATCH, { reason: text, location: place })],
  };
  const policy: JudgeInput['policy'] = {
    origin: { path: text, sha256: 'ab'.repeat(32) },
    failOn: 'low',
    ignores: [
      { rule: 'zip/unique-names', reason: text, owner: text },
      { rule: 'zip/unique-names', reason: text, path: 'no', expires: '2020-01-01' },
    ],
  };
  const report = judged([seen, { ...seen, subject: { ...seen.subject, path: `${text}2` } }], policy);
  return { ...report, command: text, facts: [{ name: text, value: text }] };
};

const lineCount = (text: string): number => text.split('\n').length;

describe('whatever a file is called', () => {
  test.each(NAMES)('%s shows nothing invisible and no log command', (name) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const out = RENDERERS[name](filled(text));
        expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(out).not.toMatch(/##[a-z]*\[/i);
        if (name !== 'github') expect(out).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 60 },
    );
  });

  test('annotations have as many lines as with a harmless name, each a command', () => {
    const usual = lineCount(renderGithub(filled('a')));
    fc.assert(
      fc.property(hostile, (text) => {
        const out = renderGithub(filled(text));
        expect(lineCount(out)).toBe(usual);
        for (const line of out.trimEnd().split('\n')) {
          expect(line).toMatch(/^::(error|warning|notice) (file=[^,:]*,(line=\d+,)?)?title=[^,:]*::/);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('HTML has the same elements as with a harmless name', () => {
    const skeleton = (html: string): string =>
      (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<wbr>').join('');
    // The message may name its own place or not, so the harmless one is as long and as empty as the hostile one.
    const usual = (text: string): string => skeleton(renderHtml(filled(text === '' ? '' : 'a')));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(skeleton(renderHtml(filled(text)))).toBe(usual(text));
      }),
      { numRuns: 60 },
    );
  });

  test('Markdown has the same lines, cells and markup as with a harmless name', () => {
    const skeleton = (markdown: string): string =>
      markdown.replace(/<\/?(code|sub|br)>|<\/?span>/g, '').replace(/[^\n|<>`[\]*@]/g, '');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(skeleton(renderMarkdown(filled(text), { limit: 10_000_000 }))).toBe(
          skeleton(renderMarkdown(filled(text === '' ? '' : 'a'), { limit: 10_000_000 })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each(['json', 'sarif'] as const)('%s stays one document', (name) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(() => JSON.parse(RENDERERS[name](filled(text))) as unknown).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test('no name drowns the report, however long', () => {
    const report = filled('x'.repeat(1_000_000));
    for (const name of NAMES) expect(RENDERERS[name](report).length).toBeLessThan(400_000);
  });
});

describe('the same inputs', () => {
  test.each(NAMES)('give the same bytes as %s, in whatever order they come', (name) => {
    const { findings } = manyFindings;
    fc.assert(
      fc.property(fc.shuffledSubarray([...findings], { minLength: findings.length }), (shuffled) => {
        expect(RENDERERS[name](judged([{ ...manyFindings, findings: shuffled }]))).toBe(
          RENDERERS[name](judged([manyFindings])),
        );
      }),
      { numRuns: 20 },
    );
  });
});

const manyFindings: Examination = {
  subject: { kind: 'wheel', path: 'a.whl' },
  judged: [DUPLICATE_NAME.id, HASH_MISMATCH.id],
  findings: Array.from({ length: 20 }, (_, index) =>
    finding(index % 2 === 0 ? DUPLICATE_NAME : HASH_MISMATCH, {
      message: `m${index % 5}`,
      locations: [{ file: 'a.whl', entry: `e${index % 3}`, position: { kind: 'byte', offset: index } }],
      ...(index % 4 === 0 ? { severity: 'low' as const } : {}),
    }),
  ),
  unknowns: [],
};
