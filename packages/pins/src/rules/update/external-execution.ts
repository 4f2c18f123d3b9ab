import type { Rule } from '@custody/findings';
import { dependabotIn } from '../../update/dependabot/read.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { mendBy } from './shared.ts';

const rule: Rule = {
  id: 'update/external-execution',
  title: 'The update bot executes no code of dependencies',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'With `insecure-external-code-execution: allow`, manifests of dependencies run where the bot has the credentials of private registries.',
  todo: 'Write `deny`, which is what Dependabot does where nothing is said and registries are given.',
};

/** Entries of Dependabot that let code of dependencies run. */
export const externalExecution: PinRule = {
  rule,
  *judge(view) {
    const reading = view.once(dependabotIn);
    if (reading?.kind !== 'read') return;
    const { dependabot } = reading;
    for (const { externalExecution: value, ecosystem } of dependabot.updates) {
      if (value?.value !== 'allow') continue;
      const quote = value.style === 'single' ? "'" : value.style === 'double' ? '"' : '';
      const splice =
        value.via === undefined ? { range: value.range, text: `${quote}deny${quote}` } : undefined;
      yield {
        kind: 'found',
        at: placeAt(dependabot.file, value.range),
        message: `The entry for ${ecosystem?.value.slice(0, 60) ?? 'nothing'} lets code of dependencies run.`,
        ...mendBy(dependabot.file.path, 'let none run', splice),
      };
    }
  },
};
