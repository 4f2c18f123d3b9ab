import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { damagedWheel, goodSdist, HASH_MISMATCH, judged, sampleReport } from '../../testing/sample.ts';
import { finding, unknown } from '../../rule/make.ts';
import { renderSarif } from './render.ts';

// The official schema is of draft 4; ajv speaks drafts 6 and later, which differ here only in the name of the id.
const {
  id: _id,
  $schema: _draft,
  ...schema
} = JSON.parse(
  readFileSync(new URL('../../../schemas/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);
const errorsOf = (document: unknown): unknown => (validate(document) ? [] : validate.errors);

type Result = {
  readonly ruleIndex: number;
  readonly ruleId: string;
  readonly suppressions: readonly { readonly justification: string }[];
  readonly locations: readonly { readonly physicalLocation: { readonly region?: unknown } }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: { readonly region?: unknown } }[];
};
type Log = {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly Result[];
      readonly artifacts: readonly { readonly hashes?: unknown; readonly parentIndex?: number }[];
      readonly invocations: readonly [
        {
          readonly exitCode: number;
          readonly toolExecutionNotifications: readonly { readonly level: string }[];
        },
      ];
    },
  ];
};
const logOf = (text: string): Log => JSON.parse(text) as Log;

describe('the SARIF report', () => {
  test.each([
    ['with findings and an ignore', sampleReport()],
    ['without findings', judged([goodSdist])],
    ['of nothing', judged([])],
  ])('%s is valid against the official schema', (_name, report) => {
    expect(errorsOf(logOf(renderSarif(report)))).toEqual([]);
  });

  test('is really held against that schema', () => {
    expect(errorsOf({ ...logOf(renderSarif(sampleReport())), version: '2.0.0' })).not.toEqual([]);
  });

  test('has these bytes', async () => {
    await expect(renderSarif(sampleReport())).toMatchFileSnapshot('fixtures/sample.sarif');
  });

  test('points each result at its rule and says whether it is suppressed', () => {
    const [{ results, tool, artifacts, invocations }] = logOf(renderSarif(sampleReport())).runs;
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.map(({ suppressions }) => suppressions.length).filter((n) => n > 0)).toEqual([1]);
    expect(artifacts[0]?.hashes).toEqual({ 'sha-256': damagedWheel.subject.sha256 });
    expect(invocations[0].exitCode).toBe(1);
  });

  test('puts a position inside an entry on the nested artifact, never on the archive', () => {
    const [{ results }] = logOf(renderSarif(judged([damagedWheel]))).runs;
    expect(results[0]?.locations[0]?.physicalLocation.region).toBeUndefined();
    expect(results[0]?.relatedLocations?.[0]?.physicalLocation.region).toEqual({
      byteOffset: 1024,
      byteLength: 310,
    });
  });

  test('stays valid where one place is named twice, and a file is called strangely', () => {
    const file = './di st/ä%#?:\\"<>\u202e.whl';
    const place = { file, position: { kind: 'text', line: 2, column: 5 } } as const;
    const report = judged([
      {
        subject: { kind: 'file', path: file },
        judged: [HASH_MISMATCH.id],
        findings: [
          finding(HASH_MISMATCH, { message: 'm', locations: [place, place, place, { file, entry: 'x' }] }),
        ],
        unknowns: [unknown(HASH_MISMATCH, { reason: 'r', location: { file } })],
      },
    ]);
    const log = logOf(renderSarif(report));
    expect(errorsOf(log)).toEqual([]);
    expect(log.runs[0].invocations[0].toolExecutionNotifications[0]?.level).toBe('warning');
    expect(log.runs[0].results[0]?.locations[0]?.physicalLocation.region).toEqual({
      startLine: 2,
      startColumn: 5,
    });
  });

  test('keeps the worst where a run may not hold all, and says so', () => {
    const log = logOf(renderSarif(sampleReport(), { limit: 2 }));
    expect(log.runs[0].results.map(({ ruleId }) => ruleId)).toEqual([
      'record/hash-mismatch',
      'sbom/native-accounted',
    ]);
    expect(JSON.stringify(log)).toContain('13 less severe findings left out');
    expect(errorsOf(log)).toEqual([]);
  });
});
