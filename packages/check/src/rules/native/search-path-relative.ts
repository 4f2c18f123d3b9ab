import { nativeRule } from './native-rule.ts';
import { searchPathOf, shownPaths } from './search-path.ts';

export const searchPathRelative = nativeRule(
  {
    id: 'native/search-path-relative',
    title: 'No binary looks for libraries in the working directory',
    severity: 'high',
    confidence: 'medium',
    sources: ['custody'],
    standard: 'System V gABI, Shared Object Dependencies',
    why: 'Whoever can put a file into the folder where a user starts it can have it loaded as code (CWE-426).',
    todo: 'Write the search path relative to $ORIGIN or @loader_path, without empty entries: patchelf --set-rpath, or install_name_tool.',
  },
  ({ object }) => {
    const entries = searchPathOf(object).filter(({ kind }) => kind === 'working-directory');
    if (entries.length === 0) return [];
    return [{ message: `Libraries are looked for in the working directory: ${shownPaths(entries)}.` }];
  },
);
