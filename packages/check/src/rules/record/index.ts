import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { bounds } from './bounds.ts';
import { directoryRow } from './directory-row.ts';
import { duplicateRow } from './duplicate-row.ts';
import { encoding } from './encoding.ts';
import { filesExist } from './files-exist.ts';
import { filesListed } from './files-listed.ts';
import { hashAlgorithm } from './hash-algorithm.ts';
import { hashCanonical } from './hash-canonical.ts';
import { hashForm } from './hash-form.ts';
import { hashMismatch } from './hash-mismatch.ts';
import { hashPresent } from './hash-present.ts';
import { lines } from './lines.ts';
import { ownRow } from './own-row.ts';
import { ownRowEmpty } from './own-row-empty.ts';
import { ownRowLast } from './own-row-last.ts';
import { pathForm } from './path-form.ts';
import { pathOutside } from './path-outside.ts';
import { quoting } from './quoting.ts';
import { signatureRow } from './signature-row.ts';
import { sizeMismatch } from './size-mismatch.ts';
import { sizePresent } from './size-present.ts';
import { syntax } from './syntax.ts';

/** RECORD: that it can be read by everyone in the same way, lists what the wheel holds, and equals the bytes. */
export const recordRules: readonly JudgedRule<WheelView>[] = [
  encoding,
  bounds,
  syntax,
  lines,
  quoting,
  pathOutside,
  pathForm,
  directoryRow,
  duplicateRow,
  filesListed,
  filesExist,
  hashPresent,
  hashAlgorithm,
  hashForm,
  hashCanonical,
  sizePresent,
  hashMismatch,
  sizeMismatch,
  ownRow,
  ownRowEmpty,
  ownRowLast,
  signatureRow,
];
