import type { FileProblem } from '../file/types.ts';
import type { WheelFileCode } from './codes.ts';

/** A value of a WHEEL file and the line it stands on, from 1. */
export type WheelFileField = { readonly name: string; readonly value: string; readonly line: number };

/** A WHEEL file, read: what the archive says about itself. */
export type ParsedWheelFile = {
  /** Absent where missing or not `<major>.<minor>`. */
  readonly wheelVersion?: { readonly major: number; readonly minor: number };
  readonly generator?: string;
  /** Absent where missing or neither `true` nor `false`. */
  readonly rootIsPurelib?: boolean;
  /** In the order of the file, as written. */
  readonly tags: readonly string[];
  readonly build?: string;
  readonly fields: readonly WheelFileField[];
  readonly problems: readonly FileProblem<WheelFileCode>[];
};
