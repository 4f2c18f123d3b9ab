import type { Rule } from '@custody/findings';
import { indexPackages, locksIn, packageRange } from '../../deps/locks.ts';
import { listed } from '../../deps/words.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { heldIn, offeredOf } from './hashed.ts';

const rule: Rule = {
  id: 'deps/sdist-only',
  title: 'What is locked can be installed without building it',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Installing an sdist runs its build, with requirements that the lock does not hold.',
  todo: 'Ask the project for wheels, or build one yourself from the locked sdist, and install that.',
};

const isSdist = (name: string): boolean => /\.(?:tar\.gz|zip|tar\.bz2|tgz)$/i.test(name);

/** Versions that come as an sdist alone: told by a lock that lists files by name, or by an index. */
export const sdistOnly: PinRule = {
  rule,
  *judge(view) {
    for (const lock of view.once(locksIn)) {
      const built = indexPackages(lock).filter(({ files }) => {
        const names = files.map(({ name, url }) => name ?? url?.split('/').at(-1));
        return names.length > 0 && names.every((name) => name !== undefined && isSdist(name));
      });
      const [first] = built;
      if (first === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(lock.file, packageRange(lock, first)),
        related: built.slice(1, 20).map((one) => placeAt(lock.file, packageRange(lock, one))),
        message: `${listed(built.map(({ name }) => name))} ${built.length === 1 ? 'is' : 'are'} locked as an sdist alone: installing runs the build.`,
      };
    }
    // A requirements file does not say which files its hashes are of.
    for (const one of heldIn(view)) {
      const { entry, file, name, version } = one;
      if (entry === undefined) continue;
      const { files, whole } = offeredOf(view, one);
      if (!whole || files.length === 0 || files.some(({ kind }) => kind === 'wheel')) continue;
      yield {
        kind: 'found',
        at: placeAt(file, entry.range),
        message: `${name} ${version} has no wheel on the index: installing runs its build.`,
        key: `${name} ${version}`,
      };
    }
  },
};
