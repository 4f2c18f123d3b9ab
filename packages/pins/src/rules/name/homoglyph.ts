import type { Rule } from '@custody/findings';
import { isValidName, normalizeName } from '@custody/python';
import { asciiLook, firstForeign } from '../../names/look.ts';
import { namesIn } from '../../names/sources/index.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/homoglyph',
  title: 'A dependency is named by the letters that one sees',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 508, Names',
  why: 'Letters that look alike make a name read as another: nobody notices in review.',
  todo: 'Type the name anew.',
};

/** Names with letters that are not ASCII, and names that read like a popular one at a glance. */
export const homoglyph: PinRule = {
  rule,
  *judge(view) {
    for (const { valid, written, at } of view.once(namesIn).projects) {
      const letter = valid ? undefined : firstForeign(written);
      if (letter === undefined) continue;
      const look = asciiLook(written);
      const reads = isValidName(look) ? `it reads like ${normalizeName(look)}` : 'no index knows it';
      yield {
        kind: 'found',
        at: placeAt(at.file, at.range),
        confidence: 'high',
        message: `The name ${quoted(written)} holds ${letter}, which no project's name may hold; ${reads}.`,
        key: written,
      } satisfies Observation;
    }
    for (const suspect of suspectsOf(view, 'homoglyph')) {
      const { meant } = suspect.signal;
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} reads like ${meant}, and is another name.`,
        todo: `Write ${meant}, if that is meant.`,
      };
    }
  },
};
