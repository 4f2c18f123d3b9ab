import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { anyPlatform } from './any-platform.ts';
import { cLibrary } from './c-library.ts';
import { formatMatches } from './format-matches.ts';
import { glibcVersion } from './glibc-version.ts';
import { libraryPath } from './library-path.ts';
import { machineMatches } from './machine-matches.ts';
import { macosVersion } from './macos-version.ts';
import { searchPathAbsolute } from './search-path-absolute.ts';
import { searchPathOutside } from './search-path-outside.ts';
import { searchPathRelative } from './search-path-relative.ts';
import { unambiguous } from './unambiguous.ts';
import { wellFormed } from './well-formed.ts';

/** What a wheel's binaries say about themselves, held against what its tags promise and against what is safe to load. */
export const nativeRules: readonly JudgedRule<WheelView>[] = [
  wellFormed,
  unambiguous,
  searchPathRelative,
  searchPathAbsolute,
  searchPathOutside,
  libraryPath,
  anyPlatform,
  formatMatches,
  machineMatches,
  cLibrary,
  glibcVersion,
  macosVersion,
];
