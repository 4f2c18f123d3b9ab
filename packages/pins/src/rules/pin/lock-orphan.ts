import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';
import { lockedWorkflows, pinKey } from './lock-uses.ts';

const rule: Rule = {
  id: 'pin/lock-orphan',
  title: 'The lock of actions names nothing that is not used',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Entries that nothing uses hide those that matter when the lock is reviewed.',
  todo: 'Run `gh actions-lock` again, or take the entry out.',
};

/** The whole lines of a range, the line break behind them included. */
const wholeLines = ({ bytes }: SourceFile, { start, end }: ByteRange): ByteRange => {
  const from = start === 0 ? 0 : bytes.lastIndexOf(10, start - 1) + 1;
  // The range of a block may reach to the start of the next line already.
  const stop = end > start && bytes[end - 1] === 10 ? end : bytes.indexOf(10, end) + 1;
  return { start: from, end: stop === 0 ? bytes.length : stop };
};

const removal = (file: SourceFile, range: ByteRange): Mend => ({
  title: 'take the entry out of the lock',
  safety: 'safe',
  edits: [{ path: file.path, splices: [{ range: wholeLines(file, range), text: '' }] }],
});

/** Listed workflows that are not there, listed actions that they do not use, and dependencies that nothing reaches. */
export const lockOrphan: PinRule = {
  rule,
  *judge(view) {
    const lock = view.once(lockOf);
    if (lock === undefined) return;
    const { source } = lock.document;
    const reached = new Set<string>();
    for (const { listed, path, pins, used } of lockedWorkflows(view, lock)) {
      for (const key of pins.keys()) reached.add(key);
      if (!view.repository.has(path)) {
        yield {
          kind: 'found',
          at: placeAt(source, listed.entry.key.range),
          message: `The lock lists ${path}, which is not there.`,
          key: path,
        };
        continue;
      }
      for (const [key, { node }] of pins)
        if (!used.has(key))
          yield {
            kind: 'found',
            at: placeAt(source, node.range),
            message: `${path} does not use ${key}.`,
            key: `${path} ${key}`,
          };
    }
    const open = [...lock.dependencies.values()];
    // What a reached action uses is reached: as many rounds as the chain is long, each of them over what is left.
    const byKey = new Map(open.map((one) => [pinKey(one), one]));
    const queue = [...reached];
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const pin of byKey.get(next)?.uses ?? []) {
        const key = pinKey(pin);
        if (!reached.has(key)) {
          reached.add(key);
          queue.push(key);
        }
      }
    for (const one of open) {
      if (reached.has(pinKey(one))) continue;
      const { key, value } = one.entry;
      const block = value.kind === 'map' && !value.flow;
      const mend = block ? { mend: removal(source, { start: key.range.start, end: value.range.end }) } : {};
      yield {
        kind: 'found',
        at: placeAt(source, key.range),
        message: `Nothing uses ${key.value.slice(0, 120)}.`,
        key: key.value,
        ...mend,
      };
    }
  },
};
