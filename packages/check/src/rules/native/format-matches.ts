import { FORMATS, isLoaded } from './machine.ts';
import { platformRule } from './platform.ts';

const NAMES = {
  elf: 'Linux',
  'mach-o': 'macOS',
  pe: 'Windows',
  wasm: 'WebAssembly',
  ar: 'a linker',
} as const;

export const formatMatches = platformRule(
  {
    id: 'native/format-matches-tag',
    title: 'Binaries are in the format of the platform that the tag names',
    severity: 'low',
    confidence: 'medium',
    sources: ['custody'],
    standard: 'Platform compatibility tags',
    why: 'The platform cannot load it: it was packed by accident, or is dead weight that nobody inspects.',
    todo: 'Leave it out, or give the wheel the tag of the platform that it is for.',
  },
  ({ object }, platforms) => {
    // Static libraries and WebAssembly modules are data on any platform.
    if (object.format === 'ar' || object.format === 'wasm') return [];
    if (platforms.some(({ kind }) => FORMATS.get(kind) === object.format)) return [];
    const message = `The binary is for ${NAMES[object.format]}; the tag names another platform.`;
    return [isLoaded(object) ? { message } : { message, severity: 'info' }];
  },
);
