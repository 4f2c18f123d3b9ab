import type { CodeFacts } from '../file/types.ts';

const CONTENTS = 'Binary distribution format, File contents';

/** What can be wrong with a WHEEL file, who demands otherwise, and where. */
export const WHEEL_FILE_CODES = {
  'not-utf8': { source: 'standard', clause: CONTENTS },
  'byte-order-mark': { source: 'standard', clause: CONTENTS },
  'control-character': { source: 'custody', clause: 'readers differ on control characters' },
  'bare-carriage-return': { source: 'custody', clause: 'readers differ on lone carriage returns' },
  'malformed-line': { source: 'standard', clause: CONTENTS },
  'has-body': { source: 'custody', clause: 'the file has no body' },
  'too-large': { source: 'custody', clause: 'bounded work' },
  'missing-field': { source: 'standard', clause: CONTENTS },
  'duplicate-field': { source: 'custody', clause: 'readers differ on which one they take' },
  'unknown-field': { source: 'custody', clause: CONTENTS },
  'wheel-version': { source: 'standard', clause: CONTENTS },
  'wheel-version-unsupported': { source: 'standard', clause: CONTENTS },
  'wheel-version-newer': { source: 'standard', clause: CONTENTS },
  'root-is-purelib': { source: 'standard', clause: CONTENTS },
  tag: { source: 'standard', clause: 'Platform compatibility tags' },
  'tag-not-expanded': { source: 'standard', clause: CONTENTS },
  'duplicate-tag': { source: 'custody', clause: CONTENTS },
  build: { source: 'standard', clause: 'Binary distribution format, File name convention' },
  'more-problems': { source: 'custody', clause: 'bounded work' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type WheelFileCode = keyof typeof WHEEL_FILE_CODES;
