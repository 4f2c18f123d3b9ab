import { buildWheel, DAMAGES } from '@custody/testkit';
import type { WheelView } from '../../../views/wheel.ts';
import type { Broken } from '../../testing/cases.ts';
import { builtView, wheelView } from '../../testing/views.ts';
import { STEM, DIST_INFO, built, named, damaged, BY_NAME, BY_WHEEL_FILE } from './fixture.ts';

export const ABOUT_NAMES: readonly Broken<WheelView>[] = [
  {
    what: 'of another extension',
    view: named(`${STEM}-py3-none-any.zip`),
    places: { 'wheel/filename': [{ note: 'character 33 of its name' }] },
    unknown: BY_NAME,
  },
  {
    what: 'of four parts',
    view: named(`${STEM}-py3-none.whl`),
    places: { 'wheel/filename': [{ note: 'character 1 of its name' }] },
    unknown: BY_NAME,
  },
  {
    what: 'with a character in a tag that no tag has',
    view: named(`${STEM}-py3-no~ne-any.whl`),
    places: { 'wheel/filename-characters': [{ note: 'character 21 of its name' }] },
    unknown: BY_NAME,
  },
  {
    what: 'named in upper case, as is all of it',
    view: built({ distInfoName: 'Tidewater-1.0.0.dist-info' }, 'Tidewater-1.0.0-py3-none-any.whl'),
    places: { 'wheel/name-normalized': [{ note: 'character 1 of its name' }] },
  },
  {
    what: 'with a version in long form',
    view: built(
      { distInfoName: 'tidewater-1.0.0.post01.dist-info' },
      'tidewater-1.0.0.post01-py3-none-any.whl',
    ),
    places: { 'wheel/version-canonical': [{ note: 'character 11 of its name' }] },
  },
  {
    what: 'with a tag in upper case',
    view: named(`${STEM}-PY3-none-any.whl`),
    places: { 'wheel/tag-form': [{ note: 'character 17 of its name' }] },
  },
  {
    what: 'with tags out of order',
    view: built({ tags: ['py2-none-any', 'py3-none-any'] }, `${STEM}-py3.py2-none-any.whl`),
    places: { 'wheel/tag-order': [{ note: 'character 17 of its name' }] },
  },
  {
    what: 'for a Linux that nobody repaired',
    view: built({ tags: ['cp313-cp313-linux_x86_64'] }),
    places: { 'wheel/platform-tag': [{}] },
  },
  {
    what: 'of more than 100 MiB',
    view: async () => ({ ...(await builtView()), size: 104_857_601 }),
    places: { 'wheel/size': [{}] },
  },
  {
    what: 'under the name of another release',
    view: named('tidewater-2.0.0-py3-none-any.whl'),
    places: { 'wheel/dist-info-name': [{ entry: `${DIST_INFO}/` }] },
  },
  {
    what: 'without a .dist-info directory',
    view: built({ distInfoName: 'metadata' }),
    places: { 'wheel/dist-info-name': [{}] },
    unknown: ['wheel/required-files', ...BY_WHEEL_FILE],
  },
  {
    what: 'with two .dist-info directories',
    view: damaged('second-dist-info'),
    places: { 'wheel/dist-info-single': [{ entry: 'driftwood-1.0.dist-info/' }] },
  },
  {
    what: 'with two .dist-info directories, neither of them its own',
    view: async () => wheelView(DAMAGES['second-dist-info'](buildWheel()), 'shore-1-py3-none-any.whl'),
    places: {
      'wheel/dist-info-name': [{ entry: 'driftwood-1.0.dist-info/' }],
      'wheel/dist-info-single': [{ entry: 'driftwood-1.0.dist-info/' }, { entry: `${DIST_INFO}/` }],
    },
    unknown: ['wheel/required-files', ...BY_WHEEL_FILE],
  },
];
