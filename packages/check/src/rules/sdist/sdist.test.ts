import { gunzipSync } from 'node:zlib';
import { buildSdist, buildZip, gzip } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { SdistView } from '../../views/sdist.ts';
import { type Broken, testFamily } from '../testing/cases.ts';
import { sdistRules } from './index.ts';
import { builtSdist, sdistView } from './testing/view.ts';

const TOP = 'tidewater-1.0.0';
const METADATA = 'Metadata-Version: 2.2\nName: tidewater\nVersion: 1.0.0\n';

const asZip = (): Promise<SdistView> =>
  sdistView(
    buildZip({
      entries: [
        { name: `${TOP}/PKG-INFO`, content: METADATA },
        { name: `${TOP}/pyproject.toml`, content: '' },
      ],
    }),
    `${TOP}.zip`,
  );

/** The archive as it is, with one more file outside of its directory. */
const withFileBeside = (): Promise<SdistView> =>
  builtSdist({
    tar: (spec) => ({ ...spec, entries: [...spec.entries, { name: 'setup.py', content: 'import os\n' }] }),
  });

const BROKEN: readonly Broken<SdistView>[] = [
  {
    what: 'without a version in its name',
    view: () => builtSdist({}, 'tidewater.tar.gz'),
    places: { 'sdist/file-name': [{}] },
    unknown: ['sdist/directory-name'],
  },
  {
    what: 'named in another spelling',
    view: () => builtSdist({ top: 'Tide.Water-v1.0.0' }, 'Tide.Water-v1.0.0.tar.gz'),
    places: { 'sdist/file-name-form': [{}, {}] },
  },
  { what: 'as .zip', view: asZip, places: { 'sdist/format': [{}] } },
  {
    what: 'with a file beside the directory',
    view: withFileBeside,
    places: { 'sdist/single-directory': [{ entry: 'setup.py' }] },
    unknown: ['sdist/pkg-info', 'sdist/pyproject'],
  },
  {
    what: 'in a directory of another version',
    view: () => builtSdist({ top: 'tidewater-2.0.0' }),
    places: { 'sdist/directory-name': [{ entry: 'tidewater-2.0.0' }] },
  },
  {
    what: 'without PKG-INFO',
    view: () => builtSdist({ metadata: null }),
    places: { 'sdist/pkg-info': [{ entry: `${TOP}/PKG-INFO` }] },
  },
  {
    what: 'without pyproject.toml',
    view: () => builtSdist({ pyproject: null }),
    places: { 'sdist/pyproject': [{ entry: `${TOP}/pyproject.toml` }] },
  },
  {
    what: 'of metadata 2.1',
    view: () => builtSdist({ metadata: METADATA.replace('2.2', '2.1') }),
    places: {
      'sdist/metadata-version': [{ entry: `${TOP}/PKG-INFO`, position: { kind: 'text', line: 1 } }],
    },
  },
];

testFamily(
  sdistRules.filter(({ rule }) => rule.online !== true),
  [
    { what: 'sdist', view: () => builtSdist() },
    { what: 'sdist in a directory as its name is spelt', view: () => builtSdist({ name: 'tide-water' }) },
  ],
  BROKEN,
);

describe('what cannot be known', () => {
  test('what only the index knows stays unknown, of a sound sdist too', async () => {
    const view = await builtSdist();
    const online = sdistRules.filter(({ rule }) => rule.online === true);
    expect(online.map(({ rule }) => rule.id)).toEqual([
      'sdist/one-per-release',
      'sdist/release-open',
      'sdist/file-name-unused',
    ]);
    for (const { rule, judge } of online) {
      expect(judge(view)).toEqual({
        findings: [],
        unknowns: [{ rule, reason: 'offline: the index was not asked', location: { file: 'dist/fixture' } }],
      });
    }
  });

  test('an sdist that breaks off before its PKG-INFO is not said to have none', async () => {
    const whole = buildSdist();
    const broken = gzip(gunzipSync(whole).subarray(0, 700));
    const view = await sdistView(broken, `${TOP}.tar.gz`);
    expect(view.inspection.archive.reading.readable).toBe(false);
    const outcome = sdistRules.map(({ rule, judge }) => ({ id: rule.id, ...judge(view) }));
    expect(outcome.filter(({ findings }) => findings.length > 0)).toEqual([]);
    expect(outcome.find(({ id }) => id === 'sdist/pkg-info')?.unknowns).toMatchObject([
      { reason: 'the archive breaks off before a PKG-INFO was seen' },
    ]);
  });
});
