import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { judge } from '../report/judge.ts';
import { unknown } from '../rule/make.ts';
import { ruleTable } from '../rule/table.ts';
import { advisory, component, flaw, KNOWN_FLAW, locked } from '../testing/flaw.ts';
import { CONTEXT } from '../testing/sample.ts';
import { renderHtml } from './html/render.ts';
import { renderJson } from './json/render.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderSarif } from './sarif/render.ts';
import { renderText } from './text/render.ts';

const second = flaw({
  severity: 'low',
  advisory: { ids: ['PYSEC-1'], fixed: [], unrated: true, upstream: [], related: [], since: 'database' },
});
const report = judge({
  examinations: [locked([flaw(), second])],
  policy: { failOn: 'medium', ignores: [], unrated: 'medium' },
  rules: ruleTable([KNOWN_FLAW]),
  context: CONTEXT,
});

describe('a component with two flaws', () => {
  test('is one block of the text: what to change, then each flaw under all its names', () => {
    expect(renderText(report).split('\n').slice(7, 24).join('\n')).toMatchInlineSnapshot(`
      "  dependencies · no digest

        high      urllib3 1.26.4
                  do  Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)
                  high      CVE-2023-43804 (GHSA-v845-jxx5-vc9f) · CVSS 8.1 · fixed in 1.26.17, 2.0.6
                            Cookie request header is not stripped
                  medium    PYSEC-1 · unrated · no fix known · new in the database
                  at  line 7
                  via requests 2.31.0 › urllib3 1.26.4
                  on  CPython 3.9, Linux
                  in  group dev
                  by  audit/known-vulnerability

      custody 0.1.0 · 1 rule judged on 1 file · default policy, fails on medium · network: offline
      "
    `);
  });

  test('is one block of Markdown: what to change, each flaw, where it is named and who brings it', () => {
    const lines = renderMarkdown(report).split('\n');
    expect(lines.slice(lines.findIndex((line) => line.startsWith('####'))).join('\n')).toMatchInlineSnapshot(`
      "#### high: <code>urllib3 1.26.4</code>

      **Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)**<br>at <code>line 7</code> · via <code>requests 2.31.0</code> › <code>urllib3 1.26.4</code> · only on CPython 3.9, Linux · only in group <code>dev</code>

      - high **CVE-2023-43804** (GHSA-v845-jxx5-vc9f) · CVSS 8.1 · fixed in 1.26.17, 2.0.6: Cookie request header is not stripped
      - medium **PYSEC-1** · unrated · no fix known · new in the database

      | severity | rule | what was seen | who demands it |
      |---|---|---|---|
      | left out | colorama==0.4.6 | inapplicable: <code>sys&#95;platform == "win32"</code>; asked about Python 3.13; Linux |  |

      <sub>custody 0.1.0 · 1 rule judged · default policy, fails on medium · 0 ignored · network: offline</sub>
      "
    `);
  });

  test('is one block of the page, and what is inapplicable has its condition', () => {
    const html = renderHtml(report);
    expect(html.slice(html.indexOf('<details'), html.indexOf('</article>'))).toMatchInlineSnapshot(`
      "<details open><summary><span class="chip high">high</span><span><span class="rule">urllib3 1.26.4</span> <span class="faint">2 flaws</span><br>Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)</span></summary>
      <div class="body"><ul class="flaws">
      <li class="row"><span class="chip high">high</span><div><strong>CVE-2023-43804</strong> <span class="faint">GHSA-v845-jxx5-vc9f</span><br>CVSS 8.1 · fixed in 1.26.17, 2.0.6<p class="faint">Cookie request header is not stripped</p></div></li>
      <li class="row"><span class="chip medium">medium</span><div><strong>PYSEC-1</strong><br>unrated · no fix known · new in the database</div></li>
      </ul>
      <dl><dt>Named at</dt><dd><code>line 7</code></dd><dt>Comes in through</dt><dd>requests 2.31.0 › urllib3 1.26.4</dd><dt>Only on</dt><dd>CPython 3.9, Linux</dd><dt>Only in</dt><dd>group dev</dd><dt>Rules</dt><dd>audit/known-vulnerability</dd></dl></div></details>
      <div class="row unk"><span class="chip unknown">left out</span><div>Inapplicable: <code>sys_<wbr>platform == &quot;win32&quot;</code><p>colorama==0.4.6</p><p class="faint"> Asked about: Python 3.13; Linux.</p></div></div>"
    `);
  });

  test('is complete in JSON, and valid against the published schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/report-1.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const document = JSON.parse(renderJson(report)) as {
      readonly subjects: readonly [{ readonly findings: unknown }];
    };
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document.subjects[0]).toMatchObject({
      inventory: {
        entries: 3,
        audited: 1,
        inapplicable: 1,
        unaudited: 1,
        leftOut: [{ marker: 'sys_platform == "win32"', asked: ['Python 3.13', 'Linux'] }],
      },
      findings: [{ advisory, component: { purl: 'pkg:pypi/urllib3@1.26.4' } }, { severity: 'medium' }],
    });
  });

  test('that a statement excuses is told apart from what the policy ignores', () => {
    const statement = { author: 'the vendor', document: 'vex.json', status: 'not_affected' as const };
    const excused = judge({
      examinations: [locked([flaw({ statement }), second])],
      policy: { failOn: 'medium', ignores: [{ rule: 'audit/*', advisory: 'PYSEC-1', reason: 'r' }] },
      rules: ruleTable([KNOWN_FLAW]),
      context: CONTEXT,
    });
    const told =
      /Ignored by the policy\n {2}PYSEC-1 ×1: r\n\nExcused by VEX statements\n {2}audit\S+ ×1: VEX: not_affected \(the vendor, vex\.json\)/;
    expect(renderText(excused)).toMatch(told);
    const html = renderHtml(excused);
    expect(html.indexOf('id="ignored"')).toBeLessThan(html.indexOf('>Excused by VEX statements</h2>'));
  });

  test('whose names are hostile is text in the page and in Markdown, and nothing else', () => {
    const name = '<b onclick=x>|`@all`';
    const hostile = flaw({
      todo: `Upgrade ${name}`,
      component: { ...component, name, path: [name, name], groups: [name], environments: [name] },
      advisory: { ...advisory, ids: ['<img src=x>', '[a](https://x.example)'], summary: '<script>' },
    });
    const open = unknown(KNOWN_FLAW, { reason: 'r', location: { file: 'uv.lock', note: '<i>' } });
    const leftOut = [{ text: '<u>; x', location: { file: 'uv.lock' }, marker: '<s>', asked: ['<em>'] }];
    const { subject, ...examined } = locked([hostile]);
    const inventory = { entries: 3, audited: 1, inapplicable: 1, unaudited: 1, components: [], leftOut };
    const told = judge({
      examinations: [{ ...examined, subject: { ...subject, inventory }, unknowns: [open] }],
      policy: { failOn: 'medium', ignores: [] },
      rules: ruleTable([KNOWN_FLAW]),
      context: CONTEXT,
    });
    expect(renderHtml(told)).not.toMatch(/<(?:b|img|script|i|u|s|em)[ >]/);
    const markdown = renderMarkdown(told);
    expect(markdown).not.toMatch(/<(?:b|img|script|i|u|s|em)[ >]|@all|\]\(https/);
    for (const line of markdown.split('\n').filter((one) => one.startsWith('|')))
      expect(line.split('|')).toHaveLength(6);
  });

  test('tells SARIF its score', () => {
    expect(renderSarif(report)).toContain('"security-severity": "8.1"');
  });
});
