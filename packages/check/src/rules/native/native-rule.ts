import type { Confidence, Finding, Position, Rule, Severity, Unknown } from '@custody/findings';
import type { NativeObject } from '@custody/native';
import type { NativeFile } from '@custody/sbom';
import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

/** A binary and what it says about itself. */
export type Binary = { readonly path: string; readonly object: NativeObject };

/** What does not hold of one binary. */
export type Said = {
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly position?: Position;
  readonly key?: string;
};

/** Behind these a binary says more than was read of it. */
const CUT: ReadonlySet<string> = new Set([
  'native/read-limit',
  'native/text-limit',
  'native/too-many-problems',
  'elf/too-many-sections',
  'macho/too-many-commands',
  'ar/too-many-members',
  'wasm/too-many-sections',
]);

/** Why a binary is not, or not wholly, known. */
const unreadReason = ({ path, object, unread }: NativeFile): string | undefined => {
  const cut = object?.problems.find(({ code }) => CUT.has(code));
  const reason = unread ?? cut?.message;
  return reason === undefined ? undefined : `not all of ${path} is known: ${reason}`;
};

const isRead = (native: NativeFile): native is NativeFile & { readonly object: NativeObject } =>
  native.object !== undefined;

/**
 * A rule that each binary of a wheel keeps by itself. Where a binary could not be read to its end the rule is unknown,
 * whatever the others say: the first such binary stands for all of them.
 */
export const nativeRule = (
  rule: Rule,
  judgeOne: (binary: Binary, view: WheelView) => readonly Said[],
): JudgedRule<WheelView> => ({
  rule,
  judge: (view) => {
    const { file, natives } = view;
    const said = natives
      .filter(isRead)
      .flatMap((native) => judgeOne(native, view).map((one) => ({ ...one, entry: native.path })));
    const findings: readonly Finding[] = boundedFindings(rule, said, ({ entry, position, ...rest }) => ({
      ...rest,
      locations: [{ file, entry, ...(position === undefined ? {} : { position }) }],
    }));
    const [unknown] = natives.flatMap((native): readonly Unknown[] => {
      const reason = unreadReason(native);
      return reason === undefined ? [] : [{ rule, reason, location: { file, entry: native.path } }];
    });
    return { findings, unknowns: unknown === undefined ? [] : [unknown] };
  },
});
