import { between, decided, MOST, pathAmong } from '../score.ts';
import type { Check, Evidence } from '../types.ts';

const FILES = new Set([
  ...['', '.github/', 'docs/'].flatMap((folder) =>
    ['md', 'markdown', 'adoc', 'rst'].map((extension) => `${folder}security.${extension}`),
  ),
  'doc/security.rst',
]);

const LINK = /https?:\/\/[a-zA-Z0-9./?=_%:-]*/g;
const MAIL = /\b[A-Za-z0-9._%+-]{1,64}(?:@|\\?\[at\\?\])[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,6}\b/g;
const HINT = /\b[0-9]{1,4}\b|disclos|vuln/gi;

const distinct = (text: string, pattern: RegExp): ReadonlySet<string> => new Set(text.match(pattern));
const lengthOf = (texts: ReadonlySet<string>): number => [...texts].reduce((sum, one) => sum + one.length, 0);

/** `checks/evaluation/security_policy.go`: 6 for a link or an address, 3 for text, 1 for what it says of disclosure. */
export const securityPolicy: Check = {
  name: 'Security-Policy',
  risk: 'medium',
  todo: 'Say in SECURITY.md where to report a vulnerability, by when an answer comes, and how it is disclosed.',
  judge: ({ view, bytes }) => {
    const path = pathAmong(view, FILES);
    if (path === undefined)
      return {
        score: between(0, MOST),
        reason: 'no security policy in the repository',
        lost: [{ text: 'no SECURITY.md at the root, in .github or in docs' }],
        shownBy: 'the .github repository of the organisation',
      };
    const text = Buffer.from(bytes(path, 1 << 20) ?? []).toString('latin1');
    const [links, mails] = [distinct(text, LINK), distinct(text, MAIL)];
    const linked = links.size + mails.size;
    const lost: Evidence[] = [];
    const points = (hold: boolean, worth: number, missing: string): number => {
      if (!hold) lost.push({ path, text: `${worth} points: ${missing}` });
      return hold ? worth : 0;
    };
    const score =
      points(linked > 0, 6, 'no link and no address') +
      points(
        text.length > 1 && text.length > lengthOf(links) + lengthOf(mails) + linked * 2,
        3,
        'nothing but links',
      ) +
      points((text.match(HINT)?.length ?? 0) > 1, 1, 'nothing about disclosure or by when');
    return { score: decided(score), reason: path, lost };
  },
};
