import type { Rule } from '@custody/findings';
import { dependabotIn } from '../../update/dependabot/read.ts';
import type { UpdateEntry } from '../../update/dependabot/types.ts';
import { mendCooldown } from '../../update/edit/cooldown.ts';
import { COOLDOWN_DAYS } from '../../update/edit/entry.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { mendBy } from './shared.ts';

const rule: Rule = {
  id: 'update/cooldown-short',
  title: 'The update bot waits a week before it proposes a new version',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Malicious versions of popular projects are found within days: who takes each version at once is who finds them.',
  attack: 'tj-actions/changed-files (March 2025) and the npm worms of 2025 were up for hours to days.',
  todo: `Give the entry a cooldown of ${COOLDOWN_DAYS} days; security updates do not wait for it.`,
};

/** What Dependabot waits where nothing is said. */
const BY_DEFAULT = 3;

const said = ({ cooldown }: UpdateEntry): string | undefined => {
  const days = cooldown?.defaultDays?.days;
  if (days === undefined) {
    const each = [cooldown?.majorDays, cooldown?.minorDays, cooldown?.patchDays];
    // Said for each kind of version: then nothing is left for the default.
    if (each.every((one) => one !== undefined && one.days >= BY_DEFAULT)) return undefined;
    return `says no cooldown: Dependabot waits ${BY_DEFAULT} days`;
  }
  return days < COOLDOWN_DAYS ? `waits ${days} day${days === 1 ? '' : 's'}` : undefined;
};

/** Entries of Dependabot that propose versions younger than a week. */
export const cooldownShort: PinRule = {
  rule,
  *judge(view) {
    const reading = view.once(dependabotIn);
    if (reading?.kind !== 'read') return;
    const { dependabot } = reading;
    for (const [index, entry] of dependabot.updates.entries()) {
      const how = entry.securityOnly || entry.ecosystem === undefined ? undefined : said(entry);
      if (how === undefined || entry.ecosystem === undefined) continue;
      const days = entry.cooldown?.defaultDays;
      yield {
        kind: 'found',
        at: placeAt(dependabot.file, (days?.node ?? entry.ecosystem).range),
        ...(days !== undefined && days.days < BY_DEFAULT && { severity: 'medium' as const }),
        message: `The entry for ${entry.ecosystem.value.slice(0, 60)} ${how}.`,
        key: `${index}`,
        ...mendBy(
          dependabot.file.path,
          `wait ${COOLDOWN_DAYS} days`,
          entry.group === undefined ? mendCooldown(dependabot, entry) : undefined,
        ),
      };
    }
  },
};
