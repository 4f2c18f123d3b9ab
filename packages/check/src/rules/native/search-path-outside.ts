import { nativeRule } from './native-rule.ts';
import { searchPathOf, shownPaths } from './search-path.ts';

/** The file's folder after installation, from the folder that packages are installed into; undefined where that is not known. */
const installedFolder = (path: string): readonly string[] | undefined => {
  const steps = path.split('/').slice(0, -1);
  const data = steps[0]?.endsWith('.data') === true;
  if (!data) return steps;
  return steps[1] === 'platlib' || steps[1] === 'purelib' ? steps.slice(2) : undefined;
};

const leavesRoot = (folder: readonly string[], steps: readonly string[]): boolean => {
  let depth = folder.length;
  for (const step of steps) {
    if (step === '..') depth -= 1;
    else if (step !== '' && step !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
};

export const searchPathOutside = nativeRule(
  {
    id: 'native/search-path-outside',
    title: 'No binary looks for libraries outside of the folder that packages are installed into',
    severity: 'low',
    confidence: 'medium',
    sources: ['custody'],
    why: 'What lies there belongs to no package: another library may be loaded than the one that was tested.',
    todo: 'Bundle the library, or depend on the package that has it and point to that.',
  },
  ({ path, object }) => {
    const folder = installedFolder(path);
    if (folder === undefined) return [];
    const entries = searchPathOf(object).filter(
      (entry) => entry.kind === 'origin' && leavesRoot(folder, entry.steps),
    );
    if (entries.length === 0) return [];
    return [{ message: `Libraries are looked for in ${shownPaths(entries)}, outside of site-packages.` }];
  },
);
