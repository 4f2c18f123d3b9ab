import { machinesOf } from './machine.ts';
import { nativeRule } from './native-rule.ts';
import { platformsOf } from './platform.ts';

/** Names that Python imports as a module: `x.so`, `x.abi3.so`, `x.pyd`; not libraries, which begin with "lib" or have a version. */
const MODULE = /(?:^|\/)(?!lib)[^/]+\.(?:so|pyd)$/;

export const anyPlatform = nativeRule(
  {
    id: 'native/any-platform',
    title: 'A wheel for any platform has no compiled modules',
    severity: 'medium',
    confidence: 'medium',
    sources: ['standard'],
    standard: 'Binary distribution format, File contents; Platform compatibility tags',
    why: 'It is installed everywhere, and loads where it was built only. Other binaries in it are data, which scanners of source do not look at.',
    todo: 'Give the wheel the tag of the platform that it was built on.',
  },
  ({ path, object }, view) => {
    if (object.format === 'ar' || object.format === 'wasm') return [];
    if (platformsOf(view)?.some(({ kind }) => kind === 'any') !== true) return [];
    const machines = machinesOf(object).join(', ') || 'an unnamed machine';
    if (MODULE.test(path))
      return [{ message: `The wheel is for any platform, this module for ${machines}.` }];
    return [
      { message: `The wheel is for any platform and carries a binary for ${machines}.`, severity: 'info' },
    ];
  },
);
