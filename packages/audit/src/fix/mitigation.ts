import { sanitize, shorten } from '@custody/findings';
import type { Flaw } from '../flaw/index.ts';

const LONGEST = 1200;
/** Details are prose; what is longer than this is not looked through. */
const LOOKED_AT = 100_000;

const HEADING = /^(?:#{1,6}[ \t]+|\*\*)(?:[^\n]{0,40}\b)?(?:workarounds?|mitigations?)\b[^\n]{0,40}$/i;
const ANY_HEADING = /^(?:#{1,6}[ \t]+\S|\*\*[^*\n]{1,60}\*\*:?[ \t]*$)/;

/** What an advisory says to do for who cannot upgrade: the section of its details under such a heading. */
export const mitigationOf = ({ advisories }: Flaw): string | undefined => {
  for (const { record } of advisories) {
    const lines = (record.details ?? '').slice(0, LOOKED_AT).split(/\r?\n/);
    const at = lines.findIndex((line) => line.length < 120 && HEADING.test(line.trim()));
    if (at === -1) continue;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => line.length < 200 && ANY_HEADING.test(line.trim()));
    const body = (end === -1 ? rest : rest.slice(0, end)).join(' ').replaceAll(/\s+/g, ' ').trim();
    // "None", "N/A" and their like are no help.
    if (body.length > 12) return shorten(sanitize(body), LONGEST);
  }
  return undefined;
};
