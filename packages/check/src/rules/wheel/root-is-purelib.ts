import { count, type Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { NativeFile } from '@custody/sbom';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { lineOf } from './say.ts';
import { siteFiles } from './site.ts';
import { NO_WHEEL_FILE } from './wheel-file-rule.ts';

const rule: Rule = {
  id: 'wheel/root-is-purelib',
  title: 'A wheel with native modules is not marked as pure',
  severity: 'low',
  confidence: 'medium',
  sources: ['standard', 'custody'],
  standard: 'Binary distribution format, File contents',
  why: 'Systems with separate directories for pure and for native code install it where it is not looked for, or where another architecture finds it.',
  todo: 'Set Root-Is-Purelib to false; build backends do so when the project declares its extension modules.',
};

/** What an interpreter loads. A launcher or a program that a pure package carries along as data does not make it native. */
const isModule = ({ path, object }: NativeFile): boolean => {
  if (!/\.(?:so|pyd|dylib|dll)(?:\.|$)/.test(path)) return false;
  return object?.format === 'elf' || object?.format === 'mach-o' || object?.format === 'pe';
};

/** W10. Files for `platlib` in the .data directory are where they belong. */
export const rootIsPurelib: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection, natives }) => {
    const { filename, wheelFile } = inspection;
    if (wheelFile === undefined) return undecided({ rule, reason: NO_WHEEL_FILE, location: { file } });
    if (wheelFile.parsed.rootIsPurelib !== true) return found([]);
    // What is wrong with native code for any platform is its tag; the native rules tell that.
    if (filename.kind === 'ok' && filename.tags.platforms.includes('any')) return found([]);
    const pure = new Set(
      siteFiles(inspection).flatMap(({ name, scheme }) => (scheme === 'platlib' ? [] : [name])),
    );
    const modules = natives.filter((native) => pure.has(native.path) && isModule(native));
    const [first] = modules;
    if (first === undefined) return found([]);
    const others =
      modules.length === 1
        ? ''
        : ` and ${count(modules.length - 1, 'more native file', 'more native files')}`;
    return found([
      {
        rule,
        message: `Root-Is-Purelib is true, but the wheel has ${quoteName(first.path)}${others}.`,
        locations: [
          { file, entry: wheelFile.path, ...lineOf(wheelFile.parsed, 'root-is-purelib') },
          { file, entry: first.path },
        ],
      },
    ]);
  },
};
