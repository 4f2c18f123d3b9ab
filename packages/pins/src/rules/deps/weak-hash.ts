import type { Rule } from '@custody/findings';
import { indexPackages, type Lock, locksIn, packageRange } from '../../deps/locks.ts';
import { hashesOf, requirementFilesIn } from '../../deps/requirement-files.ts';
import { listed } from '../../deps/words.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'deps/weak-hash',
  title: 'Files are held by SHA-256 or stronger',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Two files with one MD5 or SHA-1 can be made by anyone who tries: such a hash does not tell the good one from the other.',
  attack: 'Collisions of SHA-1 were shown in 2017, and of MD5 long before.',
  todo: 'Lock again with a current tool: it writes SHA-256.',
};

const WEAK = /^(?:md5|sha1|sha-1):/i;

const ofLock = (lock: Lock): Observation | undefined => {
  const weak = indexPackages(lock).filter(({ files }) =>
    files.some(
      ({ hashes }) =>
        hashes.length > 0 && hashes.every(({ algorithm }) => algorithm === 'MD5' || algorithm === 'SHA-1'),
    ),
  );
  const [first] = weak;
  return first === undefined
    ? undefined
    : {
        kind: 'found',
        at: placeAt(lock.file, packageRange(lock, first)),
        message: `The lock holds files of ${listed(weak.map(({ name }) => name))} by MD5 or SHA-1 alone.`,
      };
};

/** MD5 and SHA-1 behind requirements, in fragments of addresses, and in locks. */
export const weakHash: PinRule = {
  rule,
  *judge(view) {
    for (const { file, reading } of view.once(requirementFilesIn))
      for (const entry of reading.entries) {
        const weak = hashesOf(entry).find((text) => WEAK.test(text));
        const fragment = /#(?:[^#\s]{0,200}&)?(md5|sha1)=/i.exec(entry.text)?.[1];
        const algorithm = weak?.slice(0, weak.indexOf(':')) ?? fragment;
        if (algorithm === undefined) continue;
        yield {
          kind: 'found',
          at: placeAt(file, entry.range),
          message: `The file is held by ${algorithm.toUpperCase()}${weak === undefined ? '' : ', which pip refuses'}.`,
          key: entry.kind === 'requirement' ? entry.requirement.name : '',
        };
      }
    for (const lock of view.once(locksIn)) {
      const seen = ofLock(lock);
      if (seen !== undefined) yield seen;
    }
  },
};
