import type { Said } from './native-rule.ts';
import { nativeRule } from './native-rule.ts';

/** Problems with which two tools can read two different binaries. Every other one is `native/well-formed`. */
export const AMBIGUOUS: ReadonlySet<string> = new Set([
  'elf/dynamic-disagrees',
  'elf/duplicate-entry',
  'macho/slice-disagrees',
  'macho/slices-overlap',
  'macho/duplicate-command',
]);

/** As many as tell what is wrong with one binary; a broken table brings many alike. */
const TOLD = 3;

/** A problem of a binary's reader as a finding, at the byte of the binary where it stands. */
export const sayProblems = (
  problems: readonly { readonly code: string; readonly message: string; readonly offset: number }[],
): readonly Said[] =>
  problems.slice(0, TOLD).map(({ code, message, offset }, index) => ({
    message:
      index === TOLD - 1 && problems.length > TOLD
        ? `In the binary: ${message}; ${problems.length - TOLD} more problems follow.`
        : `In the binary: ${message}.`,
    position: { kind: 'byte', offset },
    key: code,
  }));

export const wellFormed = nativeRule(
  {
    id: 'native/well-formed',
    title: 'Binaries are well formed',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'System V gABI; Mach-O file format; PE format',
    why: 'What a damaged binary says about itself cannot be relied on, and loaders differ in what they make of it.',
    todo: 'Build the binary again; look at the last tool that rewrote it.',
  },
  ({ object }) =>
    sayProblems(object.problems.filter(({ code }) => !AMBIGUOUS.has(code) && !code.startsWith('native/'))),
);
