import { quoteName } from '../names/index.ts';
import { LONGEST_NAME } from '../names/problems.ts';
import type { Report } from './report.ts';
import type { TarEntry } from './types.ts';

/** As Linux: more hops than this are a loop. */
const MOST_HOPS = 40;
/** Steps spent on all links of one archive together: a hostile one costs no more than a second. */
const BUDGET = 4_000_000;

type Where = { readonly kind: 'inside' | 'outside' | 'loop' | 'too-much' };

const cleanPath = (path: string): string =>
  path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');

/**
 * Follows `target` from the directory `from` through the archive's own symbolic links, as the system would after
 * extraction: a lexical look alone is fooled by a link on the way.
 */
const follow = (
  from: readonly string[],
  target: string,
  links: ReadonlyMap<string, string>,
  budget: { left: number },
): Where => {
  const at = [...from];
  const ahead = target.split('/').toReversed();
  for (let hops = 0; ahead.length > 0; ) {
    const segment = ahead.pop();
    // The joined path costs its length, so deep paths are paid for.
    budget.left -= 1 + at.length;
    if (budget.left < 0) return { kind: 'too-much' };
    if (segment === undefined || segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (at.length === 0) return { kind: 'outside' };
      at.pop();
      continue;
    }
    at.push(segment);
    const link = links.size === 0 ? undefined : links.get(at.join('/'));
    if (link === undefined) continue;
    hops += 1;
    if (hops > MOST_HOPS) return { kind: 'loop' };
    if (link.startsWith('/')) return { kind: 'outside' };
    at.pop();
    ahead.push(...link.split('/').toReversed());
  }
  return { kind: 'inside' };
};

const MESSAGES: Record<Where['kind'], string | undefined> = {
  inside: undefined,
  outside: 'leads outside the archive',
  loop: 'leads round in a circle',
  'too-much': 'could not be followed within the bounds of a sane archive',
};

const isAbsolute = (target: string): boolean =>
  target.startsWith('/') || target.includes('\\') || /^[a-z]:/i.test(target);

/** What links of a whole archive show together (PEP 721: `LinkOutsideDestinationError`, `AbsoluteLinkError`). */
export const judgeLinks = (entries: readonly TarEntry[], report: Report): void => {
  const targets = new Map<string, string>();
  for (const { kind, name, linkName } of entries)
    if (kind === 'symlink' && linkName !== undefined && linkName.length <= LONGEST_NAME)
      targets.set(cleanPath(name), linkName);
  const earlier = new Map<string, TarEntry>();
  const budget = { left: BUDGET };
  for (const entry of entries) {
    const { name, kind, linkName, headerOffset } = entry;
    if (linkName !== undefined) {
      const say = (code: 'link-outside' | 'hardlink-missing', what: string): void =>
        report(code, `The ${kind} ${quoteName(name)} to ${quoteName(linkName)} ${what}.`, headerOffset, name);
      const from = kind === 'symlink' ? cleanPath(name).split('/').slice(0, -1) : [];
      const tooLong = linkName.length > LONGEST_NAME || name.length > LONGEST_NAME;
      const where = tooLong ? 'too-much' : follow(from, linkName, targets, budget).kind;
      const wrong = MESSAGES[where];
      if (linkName === '') say('link-outside', 'has an empty target');
      else if (isAbsolute(linkName)) say('link-outside', 'has an absolute target');
      else if (wrong !== undefined) say('link-outside', wrong);
      if (kind === 'hardlink') {
        const target = earlier.get(cleanPath(linkName));
        if (target === undefined) say('hardlink-missing', 'has no such member before it');
        else if (target.kind !== 'file') say('hardlink-missing', `is to a ${target.kind}, not to a file`);
      }
    }
    earlier.set(
      cleanPath(name),
      kind === 'hardlink' ? (earlier.get(cleanPath(linkName ?? '')) ?? entry) : entry,
    );
  }
};
