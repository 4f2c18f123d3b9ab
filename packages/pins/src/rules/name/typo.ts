import type { Rule, Severity } from '@custody/findings';
import type { EditKind } from '../../names/index.ts';
import { namesIn } from '../../names/sources/index.ts';
import { asideOf } from '../../repository/aside.ts';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/typo',
  title: 'A dependency is not one slip away from a well-known project',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Names that are one slip away from a popular one are registered to be installed by mistake, and what they install runs at once.',
  attack: 'Hundreds of such names appear each year: requetss, beautifilsoup4, tensotflow.',
  todo: 'Compare the name with the project that is meant; if it is right, excuse it in your policy.',
};

const HOW: Readonly<Record<EditKind, string>> = {
  transposition: 'two letters have changed places',
  repeat: 'a letter stands once too often or too few',
  omission: 'a letter is missing',
  keyboard: 'a key beside the right one',
  vowel: 'another vowel',
  insertion: 'a letter too many',
  substitution: 'another letter',
};

/** Edits that a project's own name may well have: no hand makes them often. */
const UNLIKELY: ReadonlySet<EditKind> = new Set(['substitution', 'insertion', 'vowel']);

/** Names one edit away from a popular project or a module of the standard library. */
export const typo: PinRule = {
  rule,
  *judge(view) {
    for (const { path, reason } of view.once(namesIn).unread)
      if (asideOf(path) === undefined)
        yield { kind: 'unknown', at: { path }, reason: `the names in it could not be read: ${reason}` };
    for (const suspect of suspectsOf(view, 'typo')) {
      const { meant, edit, of, weak } = suspect.signal;
      const severity: Severity = weak || UNLIKELY.has(edit) ? 'medium' : 'high';
      const what = of === 'module' ? `${meant}, a module of the standard library` : meant;
      yield {
        kind: 'found',
        severity,
        ...(weak && { confidence: 'low' as const }),
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} is one slip away from ${what}: ${HOW[edit]}.`,
        todo:
          of === 'module'
            ? `If ${meant} is meant, take it away: it comes with Python.`
            : `If ${meant} is meant, write it so; if the name is right, excuse it in your policy.`,
      };
    }
  },
};
