import type { PinRule } from '../rule.ts';
import { affix } from './affix.ts';
import { commandSlip } from './command-slip.ts';
import { homoglyph } from './homoglyph.ts';
import { importNotDistribution } from './import-not-distribution.ts';
import { knownMalicious } from './known-malicious.ts';
import { ownLookalike } from './own-lookalike.ts';
import { separator } from './separator.ts';
import { stdlibShadow } from './stdlib-shadow.ts';
import { typo } from './typo.ts';
import { unregistered } from './unregistered.ts';
import { wordOrder } from './word-order.ts';
import { youngLookalike } from './young-lookalike.ts';

/** What an index is asked for by name is what was meant. */
export const nameRules: readonly PinRule[] = [
  knownMalicious,
  commandSlip,
  typo,
  homoglyph,
  stdlibShadow,
  importNotDistribution,
  separator,
  wordOrder,
  affix,
  unregistered,
  youngLookalike,
  ownLookalike,
];
