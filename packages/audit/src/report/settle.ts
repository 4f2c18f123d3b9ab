import type { Assessment, Assessor } from '../flaw/index.ts';
import { type Accounted, type AuditInput, type Subject, unaudited } from '../subject/index.ts';
import type { StoreStatus } from '../types.ts';

/** An input whose every entry is settled, with what is known against each subject that was audited. */
export type Settled = {
  readonly accounted: readonly Accounted[];
  readonly assessments: ReadonlyMap<Subject, Assessment>;
};

const INTERPRETER =
  'advisories on CPython itself name commits, not releases, and the store was given no table of those (custody db import --cpython-tags)';

/** Why a subject that the collector would have audited cannot be, or undefined. */
const obstacle = (
  subject: Subject,
  held: ReadonlySet<string>,
): Parameters<typeof unaudited>[1] | undefined => {
  if (subject.ecosystem === undefined) return subject.kind === 'cpython' ? 'not-in-store' : 'no-ecosystem';
  if (!held.has(subject.ecosystem)) return 'not-in-store';
  return subject.version === undefined ? 'not-pinned' : undefined;
};

/** Ecosystems of a distribution's releases are not synced one by one: `AlmaLinux:8` comes with `AlmaLinux`. */
const notHeld = (ecosystem: string): string => {
  const [whole = ''] = ecosystem.split(':', 1);
  const name = whole.includes(' ') ? `"${whole}"` : whole;
  return `the advisory database holds nothing for ${ecosystem}: custody db sync --ecosystem ${name}`;
};

const sentenceOf = (subject: Subject, reason: Parameters<typeof unaudited>[1]): string => {
  if (subject.kind === 'cpython' && reason === 'not-in-store') return INTERPRETER;
  if (reason === 'not-pinned') return 'not pinned: name the lock or installed environment';
  if (reason === 'not-in-store') return notHeld(subject.ecosystem ?? '');
  return 'no advisory database exists for its ecosystem';
};

/**
 * Holds every entry that can be held against a store against it. An entry whose ecosystem the store does not hold, or
 * whose version nobody can order although something is known of the package, becomes unaudited: it is never "clean".
 */
export const settle = (input: AuditInput, assess: Assessor, status: StoreStatus): Settled => {
  const held = new Set(status.counts.flatMap(({ ecosystem, records }) => (records > 0 ? [ecosystem] : [])));
  const assessments = new Map<Subject, Assessment>();
  const accounted = input.accounted.map((account): Accounted => {
    if (account.kind !== 'audited') return account;
    const { subject, entry } = account;
    const reason = obstacle(subject, held);
    if (reason !== undefined) return unaudited(entry, reason, sentenceOf(subject, reason), subject);
    const { ecosystem = '', name, version = '' } = subject;
    assessments.set(subject, assess({ ecosystem, name, version }));
    return account;
  });
  return { accounted, assessments };
};
