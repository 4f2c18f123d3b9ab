import type { RuleId } from '@custody/findings';
import { RECORD_CODES, type RecordCode } from '@custody/python';
import { buildWheel, DAMAGES, type DamageName, recordHash, type RecordRow } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { WheelView } from '../../views/wheel.ts';
import { type Broken, expectClaimedOnce, testFamily } from '../testing/cases.ts';
import { builtView, wheelView } from '../testing/views.ts';
import { recordRules } from './index.ts';

const RECORD = 'tidewater-1.0.0.dist-info/RECORD';
const MODULE = 'tidewater/__init__.py';
const at = (line: number, column?: number) => ({
  entry: RECORD,
  position: { kind: 'text' as const, line, ...(column === undefined ? {} : { column }) },
});

const damaged = (name: DamageName) => (): Promise<WheelView> =>
  wheelView(DAMAGES[name](buildWheel()), 'tidewater-1.0.0-py3-none-any.whl');
const rows = (change: (rows: readonly RecordRow[]) => readonly RecordRow[]) => (): Promise<WheelView> =>
  builtView({ record: change });
/** The first row, that of the module, changed. */
const first = (change: (row: RecordRow) => Partial<RecordRow>) =>
  rows((all) => all.map((row, index) => (index === 0 ? { ...row, ...change(row) } : row)));
const text = (change: (text: string) => string | Uint8Array) => async (): Promise<WheelView> => {
  const { inspection } = await builtView();
  return builtView({ record: { text: change(inspection.record?.parsed.text ?? '') } });
};

/** These hold RECORD against the archive; all others stand on what its reader saw. */
const NOT_BY_CODE: readonly RuleId[] = [
  'record/files-listed',
  'record/files-exist',
  'record/hash-mismatch',
  'record/size-mismatch',
];

const BROKEN: readonly Broken<WheelView>[] = [
  {
    what: 'with a file that cannot be unpacked',
    view: damaged('flipped-bit-in-compressed-data'),
    places: {},
    unknown: ['record/hash-mismatch', 'record/size-mismatch'],
  },
  {
    what: 'with a changed byte in a module',
    view: damaged('changed-byte-in-module'),
    places: { 'record/hash-mismatch': [{ entry: MODULE }] },
  },
  {
    what: 'with a wrong size',
    view: damaged('record-size-wrong'),
    places: { 'record/size-mismatch': [{ entry: MODULE }] },
  },
  {
    what: 'with a file that was added later',
    view: damaged('file-added-after-record'),
    places: { 'record/files-listed': [{ entry: 'added_late.py' }] },
  },
  {
    what: 'with a row for no file',
    view: damaged('record-row-for-no-file'),
    places: { 'record/files-exist': [at(1, 1)] },
  },
  {
    what: 'with a row twice',
    view: damaged('record-row-twice'),
    places: { 'record/duplicate-row': [at(2)] },
  },
  {
    what: 'with MD5',
    view: first(() => ({ hash: 'md5=1B2M2Y8AsgTpgAmY7PhCfg' })),
    places: { 'record/hash-mismatch': [{ entry: MODULE }], 'record/hash-algorithm': [at(1)] },
  },
  { what: 'without a hash', view: damaged('record-hash-empty'), places: { 'record/hash-present': [at(1)] } },
  { what: 'with padding', view: damaged('record-hash-padded'), places: { 'record/hash-form': [at(1)] } },
  {
    what: 'with spare bits in a hash',
    view: first(({ hash }) => ({
      hash: hash.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1)),
    })),
    places: { 'record/hash-canonical': [at(1)] },
  },
  { what: 'without a size', view: first(() => ({ size: '' })), places: { 'record/size-present': [at(1)] } },
  {
    what: 'with a backslash',
    view: damaged('record-backslash'),
    places: {
      'record/path-form': [at(1)],
      'record/files-listed': [{ entry: MODULE }],
      'record/files-exist': [at(1, 1)],
    },
  },
  {
    what: 'with rows that lead outside',
    view: rows((all) => [
      { path: '../../escaped.py', hash: recordHash(Buffer.from('')), size: '0' },
      { path: '/etc/hosts', hash: recordHash(Buffer.from('')), size: '0' },
      ...all,
    ]),
    places: { 'record/path-outside': [at(1), at(2)], 'record/files-exist': [at(1, 1), at(2, 1)] },
  },
  {
    what: 'with a directory',
    view: damaged('record-lists-directory'),
    places: { 'record/directory-row': [at(1)] },
  },
  {
    what: 'with a blank line',
    view: damaged('record-blank-line'),
    places: { 'record/syntax': [at(2)] },
  },
  {
    what: 'with a row of two columns',
    view: text((all) => all.replace(/,\d+\n/, '\n')),
    places: { 'record/syntax': [at(1)], 'record/size-present': [at(1)] },
  },
  {
    what: 'with a byte order mark',
    view: text((all) => `\ufeff${all}`),
    places: { 'record/lines': [at(1, 1)] },
  },
  {
    what: 'with a stray quote',
    view: text((all) => all.replace(MODULE, 'tidewater/"__init__.py')),
    places: {
      'record/quoting': [at(1)],
      'record/files-listed': [{ entry: MODULE }],
      'record/files-exist': [at(1, 1)],
    },
  },
  {
    what: 'that is not UTF-8',
    view: damaged('record-not-utf-8'),
    places: {
      'record/encoding': [at(1, 1)],
      'record/files-listed': [{ entry: MODULE }],
      'record/files-exist': [at(1, 1)],
    },
  },
  {
    what: 'with more problems than are listed',
    view: rows((all) => [
      ...Array.from({ length: 2000 }, (_, index) => ({ path: `ghost${index}`, hash: '', size: '0' })),
      ...all,
    ]),
    places: {
      'record/bounds': [{ entry: RECORD }],
      'record/files-exist': Array.from({ length: 101 }, (_, index) => at(index + 1, 1)),
      'record/hash-present': Array.from({ length: 101 }, (_, index) => at(index + 1)),
    },
    unknown: recordRules
      .map(({ rule }) => rule.id)
      .filter((id) => !NOT_BY_CODE.includes(id) && id !== 'record/bounds' && id !== 'record/hash-present'),
  },
  {
    what: 'without a row of its own',
    view: rows((all) => all.slice(0, -1)),
    places: { 'record/own-row': [{ entry: RECORD }], 'record/files-listed': [{ entry: RECORD }] },
  },
  {
    what: 'with a hash of itself',
    view: damaged('record-lists-itself-with-hash'),
    places: { 'record/own-row-empty': [at(5)] },
  },
  {
    what: 'with its own row first',
    view: rows((all) => all.toReversed()),
    places: { 'record/own-row-last': [at(1)] },
  },
  {
    what: 'with a row for its signature',
    view: rows((all) => [{ path: `${RECORD}.jws`, hash: '', size: '' }, ...all]),
    places: {
      'record/signature-row': [at(1)],
      'record/hash-present': [at(1)],
      'record/size-present': [at(1)],
    },
  },
];

describe('record rules', () => {
  testFamily(
    recordRules,
    [
      { what: 'a small wheel', view: builtView },
      {
        what: 'a wheel whose names need quotes',
        view: () => builtView({ files: { 'a,b/"c" d.py': 'x = 1\n', 'a,b/é.py': '', 'dir/': '' } }),
      },
      {
        what: 'a wheel with SHA-512',
        view: () =>
          builtView({
            files: { 'a.py': 'a' },
            record: (all) =>
              all.map((row) =>
                row.path === 'a.py' ? { ...row, hash: recordHash(Buffer.from('a'), 'sha512') } : row,
              ),
          }),
      },
    ],
    BROKEN,
  );

  const withProblem = (view: WheelView, code: string): WheelView => {
    const { record } = view.inspection;
    if (record === undefined) throw new Error('the fixture has a RECORD');
    const problems = [{ code: code as RecordCode, message: 'Synthetic.', line: 1 }];
    return {
      ...view,
      inspection: { ...view.inspection, record: { ...record, parsed: { ...record.parsed, problems } } },
    };
  };

  test('every code of the reader is claimed by one rule, of the source that the reader names', async () => {
    const view = await builtView();
    const codes = Object.keys(RECORD_CODES) as RecordCode[];
    expectClaimedOnce(recordRules, codes, (code) => withProblem(view, code));
    const differing = codes.filter((code) => {
      const claim = recordRules.find(({ judge }) => judge(withProblem(view, code)).findings.length > 0);
      return claim?.rule.sources[0] !== RECORD_CODES[code].source;
    });
    expect(differing).toEqual([]);
  });

  test('without a RECORD every rule is unknown, none holds', async () => {
    const view = await builtView({ record: 'none' });
    for (const { rule, judge } of recordRules)
      expect(judge(view)).toMatchObject({ findings: [], unknowns: [{ rule }] });
  });
});
