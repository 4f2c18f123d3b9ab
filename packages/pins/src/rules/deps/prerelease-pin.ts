import type { Rule } from '@custody/findings';
import { parseVersion } from '@custody/python';
import { indexPackages, locksIn, packageRange } from '../../deps/locks.ts';
import { pinOf } from '../../deps/pin.ts';
import { indexEntries, requirementFilesIn } from '../../deps/requirement-files.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import { listed } from '../../deps/words.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'deps/prerelease-pin',
  title: 'What is locked are final releases',
  severity: 'info',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 440, Handling of pre-releases',
  why: 'Advisories, updates and reviews follow final releases; an alpha or a development version is often left behind without a word.',
  todo: 'Move to the final release once there is one; if the project never makes one (as some type stubs and black do), accept it.',
};

type Early = { readonly text: string; readonly range: ByteRange };

const isEarly = (text: string): boolean => {
  const version = parseVersion(text);
  return version !== undefined && (version.pre !== undefined || version.dev !== undefined);
};

const observed = (file: SourceFile, early: readonly Early[]): Observation | undefined => {
  const [first, ...others] = early;
  return (
    first && {
      kind: 'found',
      at: placeAt(file, first.range),
      related: others.slice(0, 20).map(({ range }) => placeAt(file, range)),
      message: `${listed(early.map(({ text }) => text))} ${early.length === 1 ? 'is a pre-release' : 'are pre-releases'}.`,
    }
  );
};

/** Alphas, betas, release candidates and development versions that files fix: one finding for each file. */
export const prereleasePin: PinRule = {
  rule,
  *judge(view) {
    for (const one of view.once(requirementFilesIn)) {
      const early = indexEntries(one).flatMap(({ requirement, range }) => {
        const pin = pinOf(requirement);
        return pin !== undefined && isEarly(pin)
          ? [{ text: `${requirement.writtenName} ${pin}`, range }]
          : [];
      });
      const seen = observed(one.file, early);
      if (seen !== undefined) yield seen;
    }
    for (const lock of view.once(locksIn)) {
      const packages = indexPackages(lock).filter(({ version }) => version !== undefined && isEarly(version));
      const early = packages.slice(0, 50).map((locked) => ({
        text: `${locked.name} ${locked.version ?? ''}`,
        range: packageRange(lock, locked),
      }));
      const seen = observed(lock.file, early);
      if (seen !== undefined) yield seen;
    }
  },
};
