import type { Rule } from '@custody/findings';
import { describePlatform, type Platform } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { HOLDS, type JudgedRule, undecided } from '../rule.ts';
import { type Binary, nativeRule, type Said } from './native-rule.ts';

/** What the wheel's platform tags promise; undefined where its file name cannot be read. */
export const platformsOf = ({ inspection: { filename } }: WheelView): readonly Platform[] | undefined =>
  filename.kind === 'ok' ? filename.tags.platforms.map(describePlatform) : undefined;

/** One of the platforms of a kind. */
export type Of<Kind extends Platform['kind']> = Extract<Platform, { readonly kind: Kind }>;

export const ofKind =
  <Kind extends Platform['kind']>(kind: Kind) =>
  (platform: Platform): platform is Of<Kind> =>
    platform.kind === kind;

/**
 * A rule that holds a binary against the platform tags. A wheel for any platform carries its binaries as data, and has
 * `native/any-platform` for them. Tags that no standard known here defines promise nothing that could be judged.
 */
export const platformRule = (
  rule: Rule,
  judgeOne: (binary: Binary, platforms: readonly Platform[]) => readonly Said[],
): JudgedRule<WheelView> => ({
  rule,
  judge: (view) => {
    if (view.natives.length === 0) return HOLDS;
    const { file } = view;
    const platforms = platformsOf(view);
    if (platforms === undefined)
      return undecided({
        rule,
        reason: 'the file name does not say for which platform it is',
        location: { file },
      });
    if (platforms.some(({ kind }) => kind === 'any')) return HOLDS;
    const known = platforms.filter(({ kind }) => kind !== 'other');
    if (known.length === 0)
      return undecided({ rule, reason: 'what its platform tag stands for is not known', location: { file } });
    return nativeRule(rule, (binary) => judgeOne(binary, known)).judge(view);
  },
});
