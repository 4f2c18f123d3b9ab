import { nativeRule } from './native-rule.ts';
import { searchPathOf, shownPaths } from './search-path.ts';

/** Where every user of a machine may create folders. */
const SHARED = /^\/(?:tmp|var\/tmp|dev\/shm|private\/tmp|private\/var\/tmp|Users\/Shared)(?:\/|$)/;

export const searchPathAbsolute = nativeRule(
  {
    id: 'native/search-path-absolute',
    title: 'No binary looks for libraries in folders of the build machine',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    why: "The folder is the user's, not the build's: whatever lies there is loaded instead of what was tested; in a folder that all may write to, by anyone's choice (CWE-426).",
    attack:
      'A local user puts a library into the build folder below /tmp that a binary still looks into (Debian bug 773557).',
    todo: 'Remove the entries, as auditwheel and delocate do for the libraries that they bundle.',
  },
  ({ object }) => {
    const entries = searchPathOf(object).filter(({ kind }) => kind === 'absolute');
    if (entries.length === 0) return [];
    const shared = entries.filter(({ written }) => SHARED.test(written));
    const all = 'where every user of the machine may write';
    return shared.length > 0
      ? [{ message: `Libraries are looked for in ${shownPaths(shared)}, ${all}.`, severity: 'medium' }]
      : [{ message: `Libraries are looked for in ${shownPaths(entries)}.` }];
  },
);
