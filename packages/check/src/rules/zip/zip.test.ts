import { ZIP_CODES } from '@custody/archive';
import { buildWheel } from '@custody/testkit';
import { describe, test } from 'vitest';
import { expectClaimedOnce, inArchive, testFamily } from '../testing/cases.ts';
import { FILE, zipView } from '../testing/views.ts';
import { zipRules } from './index.ts';
import { ABOUT_ENTRIES } from './testing/entries.ts';
import { buildOf, zip } from './testing/fixture.ts';
import { ABOUT_FRAMING } from './testing/framing.ts';

describe('zip rules', () => {
  testFamily(
    zipRules,
    [
      { what: 'a small archive', view: () => zipView(zip()) },
      { what: 'a wheel', view: () => zipView(buildWheel()) },
      { what: 'an archive with directories', view: () => zipView(buildOf({ name: 'd/' }, { name: 'd/ü' })) },
      {
        what: 'an archive with ZIP64 records',
        view: () => zipView(zip({ zip64: 'both' }, { zip64End: true })),
      },
      { what: 'an archive of nothing', view: () => zipView(buildOf()) },
    ],
    [...ABOUT_FRAMING, ...ABOUT_ENTRIES],
    inArchive,
  );

  test('every code of the reader is claimed by one rule', () => {
    expectClaimedOnce(zipRules, ZIP_CODES, (code) => ({
      file: FILE,
      problems: [{ code: code as (typeof ZIP_CODES)[number], message: 'Synthetic.', offset: 0 }],
    }));
  });
});
