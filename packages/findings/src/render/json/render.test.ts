import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { damagedWheel, goodSdist, judged, sampleReport } from '../../testing/sample.ts';
import { renderJson } from './render.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/report-1.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const errorsOf = (document: unknown): unknown => (validate(document) ? [] : validate.errors);

describe('the JSON report', () => {
  test.each([
    ['with findings and an ignore', sampleReport()],
    ['without findings', judged([goodSdist])],
    ['of nothing', judged([])],
  ])('%s is valid against the published schema', (_name, report) => {
    expect(errorsOf(JSON.parse(renderJson(report)))).toEqual([]);
  });

  test('would not be valid with a property that the schema does not know, or without a verdict', () => {
    const document = JSON.parse(renderJson(sampleReport())) as Record<string, unknown>;
    expect(errorsOf({ ...document, extra: 1 })).not.toEqual([]);
    const { verdict: _verdict, ...rest } = document;
    expect(errorsOf(rest)).not.toEqual([]);
  });

  test('has these bytes', async () => {
    await expect(renderJson(sampleReport())).toMatchFileSnapshot('fixtures/sample.json');
  });

  test('carries everything, at any size', () => {
    const findings = Array.from({ length: 5_000 }, (_, index) => ({
      ...(damagedWheel.findings[index % 4] ?? damagedWheel.findings[0]),
      message: `finding ${index}`,
    })) as typeof damagedWheel.findings;
    const document = JSON.parse(renderJson(judged([{ ...damagedWheel, findings }]), { indent: 0 })) as {
      subjects: { findings: unknown[] }[];
    };
    expect(document.subjects[0]?.findings).toHaveLength(5_000);
  });
});
