import type { NativeObject } from '@custody/native';
import { nativeRule } from './native-rule.ts';

const SYSTEM = /^\/(?:usr\/lib|System|lib|lib64)\/(?!.*\.\.)/;

const needed = (object: NativeObject): readonly string[] => {
  if (object.format === 'elf') return object.needed;
  if (object.format !== 'mach-o') return [];
  return object.slices.flatMap((slice) => slice.needed.map(({ name }) => name));
};

export const libraryPath = nativeRule(
  {
    id: 'native/library-path',
    title: 'No binary names a library by a path of the build machine',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: "It loads on the build machine only; elsewhere it fails, or loads whatever lies at that path on the user's machine.",
    todo: 'Bundle the library: auditwheel repair, delocate-wheel.',
  },
  ({ object }) => {
    const paths = [...new Set(needed(object))].filter((name) => name.startsWith('/') && !SYSTEM.test(name));
    const [first] = paths;
    if (first === undefined) return [];
    const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
    return [{ message: `It needs ${JSON.stringify(first.slice(0, 200))}${more}.` }];
  },
);
