import type { RuleId } from '@custody/findings';
import {
  ENTRY_POINT_CODES,
  type EntryPointCode,
  type FilenameProblemCode,
  type IrregularFilenameCode,
  WHEEL_FILE_CODES,
  type WheelFileCode,
} from '@custody/python';
import { buildElf } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { WheelView } from '../../views/wheel.ts';
import { expectClaimedOnce, testFamily } from '../testing/cases.ts';
import { builtView } from '../testing/views.ts';
import { wheelRules } from './index.ts';
import { ABOUT_DIST_INFO } from './testing/dist-info.ts';
import { ABOUT_FILES } from './testing/files.ts';
import { STEM, PURE, built, withFiles } from './testing/fixture.ts';
import { ABOUT_NAMES } from './testing/names.ts';

/** Whether the code keeps the name from being read, and the rule that stands on it; the compiler sees that none is left out. */
const BY_FILENAME_CODE: Readonly<
  Record<
    FilenameProblemCode | Exclude<IrregularFilenameCode, 'legacy-zip'>,
    readonly ['ok' | 'invalid', RuleId]
  >
> = {
  extension: ['invalid', 'wheel/filename'],
  parts: ['invalid', 'wheel/filename'],
  'name-invalid': ['invalid', 'wheel/filename'],
  'name-double-underscore': ['invalid', 'wheel/filename'],
  'version-invalid': ['invalid', 'wheel/filename'],
  'build-digit': ['invalid', 'wheel/filename'],
  'build-characters': ['invalid', 'wheel/filename-characters'],
  'tag-parts': ['invalid', 'wheel/filename-characters'],
  'tag-empty': ['invalid', 'wheel/filename-characters'],
  'tag-characters': ['invalid', 'wheel/filename-characters'],
  'tag-count': ['invalid', 'wheel/filename-characters'],
  'name-not-normalized': ['ok', 'wheel/name-normalized'],
  'version-not-canonical': ['ok', 'wheel/version-canonical'],
  'tag-case': ['ok', 'wheel/tag-form'],
  'tag-duplicate': ['ok', 'wheel/tag-form'],
  'tag-order': ['ok', 'wheel/tag-order'],
};

describe('wheel rules', () => {
  testFamily(
    wheelRules,
    [
      { what: 'a small wheel', view: () => builtView() },
      {
        what: 'a native wheel with everything',
        view: built({
          tags: ['cp313-cp313-manylinux_2_28_x86_64'],
          build: '1a',
          files: {
            'tidewater/__init__.py': '',
            'tidewater/fast.cpython-313-x86_64-linux-gnu.so': buildElf(),
            'tidewater.libs/libshore-1a2b3c4d.so.1': buildElf(),
            [`${STEM}.data/scripts/tide`]: '#!python\n',
            [`${STEM}.data/scripts/tide.sh`]: '#!/bin/sh\n',
            [`${STEM}.data/purelib/extra.py`]: '',
            [`${STEM}.data/headers/tide.h`]: '',
            [`${STEM}.data/data/share/tests/a`]: '',
          },
          entryPoints: '[console_scripts]\ntide = tidewater:main\n\n[tides]\nhigh = tidewater.high\n',
          sboms: { 'a.cdx.json': '{}' },
        }),
      },
      {
        what: 'pip, which installs pip',
        view: built({ name: 'pip', entryPoints: '[console_scripts]\npip = pip:main\npip3 = pip:main\n' }),
      },
      {
        what: 'a pure wheel with native modules where they belong, and programs as data',
        view: withFiles(
          { [`${STEM}.data/platlib/fast.so`]: buildElf(), 'tidewater/launcher.bin': buildElf() },
          {
            tags: ['cp313-cp313-manylinux_2_28_x86_64'],
            wheel: PURE.replace('py3-none-any', 'cp313-cp313-manylinux_2_28_x86_64'),
          },
        ),
      },
    ],
    [...ABOUT_NAMES, ...ABOUT_DIST_INFO, ...ABOUT_FILES],
  );

  const synthetic = (code: string) => [{ code, message: 'Synthetic.', line: 1 }];

  test('every code of the WHEEL reader is claimed by one rule, of the source that the reader names', async () => {
    const view = await builtView();
    const { wheelFile } = view.inspection;
    if (wheelFile === undefined) throw new Error('the fixture has a WHEEL file');
    const withCode = (code: string): WheelView => {
      const parsed = { ...wheelFile.parsed, problems: synthetic(code) as typeof wheelFile.parsed.problems };
      return { ...view, inspection: { ...view.inspection, wheelFile: { ...wheelFile, parsed } } };
    };
    const codes = Object.keys(WHEEL_FILE_CODES) as WheelFileCode[];
    expectClaimedOnce(wheelRules, codes, withCode);
    const differing = codes.filter(
      (code) =>
        wheelRules.find(({ judge }) => judge(withCode(code)).findings.length > 0)?.rule.sources[0] !==
        WHEEL_FILE_CODES[code].source,
    );
    expect(differing).toEqual([]);
  });

  test('every code of the entry point reader is claimed by one rule, of the source that the reader names', async () => {
    const view = await builtView({ entryPoints: '[tides]\nhigh = tidewater\n' });
    const { entryPoints } = view.inspection;
    if (entryPoints === undefined) throw new Error('the fixture has entry points');
    const withCode = (code: string): WheelView => {
      const parsed = {
        ...entryPoints.parsed,
        problems: synthetic(code) as typeof entryPoints.parsed.problems,
      };
      return { ...view, inspection: { ...view.inspection, entryPoints: { ...entryPoints, parsed } } };
    };
    const codes = Object.keys(ENTRY_POINT_CODES) as EntryPointCode[];
    expectClaimedOnce(wheelRules, codes, withCode);
    const differing = codes.filter(
      (code) =>
        wheelRules.find(({ judge }) => judge(withCode(code)).findings.length > 0)?.rule.sources[0] !==
        ENTRY_POINT_CODES[code].source,
    );
    expect(differing).toEqual([]);
  });

  test('every code of the file name reader is claimed by one rule', async () => {
    const view = await builtView();
    const { filename } = view.inspection;
    if (filename.kind !== 'ok') throw new Error('the fixture has a file name');
    for (const [code, [kind, id]] of Object.entries(BY_FILENAME_CODE)) {
      const problem = { code, message: 'Synthetic.', column: 1 };
      const irregular = { ...filename, irregular: [problem] as typeof filename.irregular };
      const invalid = { kind: 'invalid', problems: [problem] } as unknown as typeof filename;
      const seen = { ...view.inspection, filename: kind === 'ok' ? irregular : invalid };
      expectClaimedOnce(wheelRules, [code], () => ({ ...view, inspection: seen }));
      const claim = wheelRules.find(({ judge }) => judge({ ...view, inspection: seen }).findings.length > 0);
      expect([code, claim?.rule.id]).toEqual([code, id]);
    }
  });

  test.each([
    ['a time stamp', 0, 'low'],
    ['a hash that is never checked', 1, undefined],
    ['a hash that is checked', 3, 'low'],
  ])('bytecode with %s beside its source is as bad as it can run', async (_, flags, severity) => {
    const bytecode = Uint8Array.of(0xf3, 0x0d, 0x0d, 0x0a, flags, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    const files = { 'tidewater/a.py': '', 'tidewater/__pycache__/a.cpython-313.pyc': bytecode };
    const view = await builtView({ files });
    const findings = wheelRules.flatMap(({ judge }) => judge(view).findings);
    expect(findings.map((finding) => [finding.rule.id, finding.severity])).toEqual([
      ['wheel/compiled-file', severity],
    ]);
  });

  test.each([
    ['import os\n', undefined, 'holds code that runs whenever Python starts: "import os"'],
    [`${'x'.repeat(80)}\n`, undefined, 'may hold code'],
    ['directory\n', 'low', 'adds directories'],
  ])('a .pth file of %j is as bad as what it does: %s', async (content, severity, says) => {
    const view = await builtView({ files: { 'a.pth': content } });
    const [finding, ...others] = wheelRules.flatMap(({ judge }) => judge(view).findings);
    expect(others).toEqual([]);
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toContain(says);
  });

  test.each([
    ['1.9', 'low'],
    ['2.0', undefined],
  ])('version %s of the format is as bad as what installers must do: %s', async (version, severity) => {
    const view = await builtView({ wheel: PURE.replace('1.0', version) });
    const findings = wheelRules.flatMap(({ judge }) => judge(view).findings);
    expect(findings.map((finding) => [finding.rule.id, finding.severity])).toEqual([
      ['wheel/wheel-version', severity],
    ]);
  });

  test('tells a hundred of a kind and counts the others', async () => {
    const files = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`f${index}.pth`, 'x\n']));
    const view = await builtView({ files });
    const findings = wheelRules.flatMap(({ judge }) => judge(view).findings);
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.message).toBe('50 more of the same, the first of them here.');
  });
});
