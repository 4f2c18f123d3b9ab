import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { judge } from '../report/judge.ts';
import { ruleTable } from '../rule/table.ts';
import { advisory, flaw, KNOWN_FLAW, locked } from '../testing/flaw.ts';
import { CONTEXT } from '../testing/sample.ts';
import { renderJson } from './json/render.ts';
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
      inventory: { entries: 3, audited: 1, inapplicable: 1, unaudited: 1 },
      findings: [{ advisory, component: { purl: 'pkg:pypi/urllib3@1.26.4' } }, { severity: 'medium' }],
    });
  });

  test('tells SARIF its score', () => {
    expect(renderSarif(report)).toContain('"security-severity": "8.1"');
  });
});
