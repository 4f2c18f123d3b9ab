import type { Flaw } from '../flaw/index.ts';

const DAY = 86_400_000;
/** How long a hold lasts that is proposed: long enough for a release, short enough to be looked at again. */
const DAYS = 30;

/** The last day of a hold that begins now, `YYYY-MM-DD`. */
export const holdUntil = (now: Date): string =>
  new Date(now.getTime() + DAYS * DAY).toISOString().slice(0, 10);

const quoted = (text: string): string =>
  `"${text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;

/** Entries for the policy that hold the flaws of one version, each with a reason and an end. TOML. */
export const holdToml = (
  {
    name,
    version,
    flaws,
    because,
  }: { name: string; version: string; flaws: readonly Flaw[]; because: string },
  now: Date,
): string =>
  flaws
    .map(({ ids }) =>
      [
        '[[ignore]]',
        `advisory = ${quoted(ids[0])}`,
        `package = ${quoted(name)}`,
        `version = ${quoted(`==${version}`)}`,
        `reason = ${quoted(because)}`,
        `expires = ${holdUntil(now)}`,
        '',
      ].join('\n'),
    )
    .join('\n');
