import type { Rule } from '@custody/findings';
import { dependabotIn } from '../../update/dependabot/read.ts';
import { schemaProblems } from '../../update/dependabot/schema.ts';
import { renovateIn } from '../../update/renovate/read.ts';
import { type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'update/schema',
  title: "The update bot's configuration is one that it takes",
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'GitHub, Dependabot options reference',
  why: 'A configuration that is refused updates nothing, and the repository looks as if it had one.',
  todo: 'Write it as the reference says.',
};

/** What Dependabot or Renovate refuse, or pass over, in their configurations. */
export const schema: PinRule = {
  rule,
  *judge(view) {
    const bot = view.once(dependabotIn);
    if (bot?.kind === 'unread') yield { kind: 'unknown', at: { path: bot.path }, reason: bot.reason };
    else if (bot?.kind === 'empty') {
      const { source, problems } = bot.document;
      const [first] = problems;
      yield {
        kind: 'found',
        at: first === undefined ? { path: source.path } : placeAt(source, first.range),
        message: `Dependabot has nothing to read here: ${first?.message ?? 'the file holds no map'}.`,
      };
    } else if (bot !== undefined)
      for (const { message, range, refused } of schemaProblems(bot.dependabot))
        yield {
          kind: 'found',
          at: placeAt(bot.dependabot.file, range),
          message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`,
          ...(!refused && { severity: 'low' as const }),
          key: message,
        };
    const other = view.once(renovateIn);
    if (other?.kind !== 'unread') return;
    const { file, at = 0, path, reason } = other;
    if (file === undefined) yield { kind: 'unknown', at: { path }, reason };
    else
      yield {
        kind: 'found',
        at: placeAt(file, file.rangeOf(at, at + 1)),
        message: `Renovate cannot read it: ${reason}.`,
        key: 'renovate',
      };
  },
};
