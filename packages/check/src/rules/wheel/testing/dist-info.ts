import { buildElf } from '@custody/testkit';
import type { WheelView } from '../../../views/wheel.ts';
import type { Broken } from '../../testing/cases.ts';
import {
  DIST_INFO,
  WHEEL,
  ENTRY_POINTS,
  PURE,
  at,
  built,
  damaged,
  withFiles,
  BY_WHEEL_FILE,
} from './fixture.ts';

export const ABOUT_DIST_INFO: readonly Broken<WheelView>[] = [
  {
    what: 'with a directory in .dist-info that no standard knows',
    view: built({ distInfo: { 'notes/a': 'a', 'notes/b': 'b', 'license_files/c': 'c' } }),
    places: { 'wheel/dist-info-directory': [{ entry: `${DIST_INFO}/notes/` }] },
  },
  {
    what: 'with metadata that is too large to be read',
    view: built({ entryPoints: new Uint8Array(16 * 1024 * 1024 + 1) }),
    places: { 'wheel/dist-info-read': [{ entry: ENTRY_POINTS }] },
    unknown: ['wheel/entry-points', 'wheel/entry-points-form', 'wheel/entry-points-ambiguous'],
  },
  {
    what: 'without METADATA',
    view: damaged('metadata-missing'),
    places: { 'wheel/required-files': [{ entry: `${DIST_INFO}/METADATA`, note: 'missing' }] },
  },
  {
    what: 'without RECORD',
    view: damaged('record-missing'),
    places: { 'wheel/required-files': [{ entry: `${DIST_INFO}/RECORD`, note: 'missing' }] },
  },
  {
    what: 'without WHEEL',
    view: damaged('wheel-file-missing'),
    places: { 'wheel/required-files': [{ entry: WHEEL, note: 'missing' }] },
    unknown: BY_WHEEL_FILE,
  },
  {
    what: 'with the files of an installer',
    view: built({ distInfo: { INSTALLER: 'pip\n', 'direct_url.json': '{}' } }),
    places: {
      'wheel/installer-files': [
        { entry: `${DIST_INFO}/INSTALLER` },
        { entry: `${DIST_INFO}/direct_url.json` },
      ],
    },
  },
  {
    what: 'with a signature of the old kind',
    view: built({ distInfo: { 'RECORD.jws': '{}' } }),
    places: { 'wheel/signature-files': [{ entry: `${DIST_INFO}/RECORD.jws` }] },
  },
  {
    what: 'of version 2 of the format',
    view: damaged('wheel-version-2'),
    places: { 'wheel/wheel-version': [at(WHEEL, 1)] },
  },
  {
    what: 'whose WHEEL file says neither true nor false',
    view: built({ wheel: PURE.replace('true', 'maybe') }),
    places: { 'wheel/wheel-file': [at(WHEEL, 3)] },
  },
  {
    what: 'whose WHEEL file repeats a tag and ends in text',
    view: built({ wheel: `${PURE}Tag: py3-none-any\n\nHello.\n` }),
    places: { 'wheel/wheel-file-form': [at(WHEEL, 7), at(WHEEL, 5)] },
  },
  {
    what: 'whose WHEEL file has a field of its own',
    view: built({ wheel: `${PURE}Colour: blue\n` }),
    places: { 'wheel/wheel-file-fields': [at(WHEEL, 5)] },
  },
  {
    what: 'whose WHEEL file compresses its tags',
    view: built({ tags: ['py2-none-any', 'py3-none-any'], wheel: PURE.replace('py3', 'py2.py3') }),
    places: { 'wheel/tags-expanded': [at(WHEEL, 4)] },
  },
  {
    what: 'with the tags of another wheel',
    view: damaged('wheel-tags-of-another'),
    places: { 'wheel/tags-match': [at(WHEEL, 4, 1)] },
  },
  {
    what: 'with a build number in the file name only',
    view: built({ build: '7', wheel: PURE }),
    places: { 'wheel/build-match': [{ entry: WHEEL }] },
  },
  {
    what: 'with another build number than in the file name',
    view: built({ build: '7', wheel: `${PURE}Build: 8\n` }),
    places: { 'wheel/build-match': [at(WHEEL, 5, 1)] },
  },
  {
    what: 'with a native module, marked as pure',
    view: withFiles(
      { 'tidewater/fast.so': buildElf() },
      {
        tags: ['cp313-cp313-manylinux_2_28_x86_64'],
        wheel: PURE.replace('py3-none-any', 'cp313-cp313-manylinux_2_28_x86_64'),
      },
    ),
    places: { 'wheel/root-is-purelib': [at(WHEEL, 3, 1)] },
  },
];
