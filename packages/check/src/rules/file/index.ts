import type { Rule } from '@custody/findings';
import { readable } from './readable.ts';
import { regular } from './regular.ts';
import { unchanged } from './unchanged.ts';

/** What must hold before anything inside a file can be judged. The examiner itself finds these. */
export const fileRules: readonly Rule[] = [readable, regular, unchanged];
export { readable, regular, unchanged };
