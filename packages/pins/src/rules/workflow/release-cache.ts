import type { Rule } from '@custody/findings';
import { settingNamed } from '../../workflow/settings.ts';
import type { Step } from '../../workflow/types.ts';
import type { ByteRange } from '../../types.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { makersOf } from './artifacts.ts';
import { publishingIn } from '../../workflow/publishing.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/release-cache',
  title: 'A release is not built from a cache',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Caches are shared between the runs of a branch: what an earlier, less trusted run put there ends in the released files.',
  attack: 'The malicious versions of ultralytics of December 2024 came through a poisoned cache.',
  todo: 'Build releases without a cache.',
};

const OFF = /^(?:false|''|"")?$/;

/** Where a step takes from a cache, and how sure that is. */
const cacheOf = (step: Step): { what: string; range: ByteRange } | undefined => {
  if (step.uses === undefined) return undefined;
  const slug = slugOf(step);
  const { range } = step.uses.node;
  if (slug === 'actions/cache' || slug === 'swatinem/rust-cache') return { what: slug, range };
  const name =
    slug === 'astral-sh/setup-uv'
      ? 'enable-cache'
      : slug === 'actions/setup-go' || /^actions\/setup-(?:python|node|java)$/.test(slug)
        ? 'cache'
        : undefined;
  const setting = name === undefined ? undefined : settingNamed(step.inputs, name);
  // An expression may turn it off for releases: what it says then is not to be seen here.
  if (setting === undefined || OFF.test(setting.value.value) || setting.value.value.includes('${{'))
    return undefined;
  return {
    what: `${slug} with ${setting.name}: ${setting.value.value.slice(0, 40)}`,
    range: setting.key.range,
  };
};

/** Caches in jobs that publish, or that a job which publishes waits for and whose artifacts it gets. */
export const releaseCache: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<unknown>();
    for (const { at } of publishingIn(view))
      for (const job of makersOf(at.workflow, at.job)) {
        if (seen.has(job)) continue;
        seen.add(job);
        for (const step of job.steps) {
          const cache = cacheOf(step);
          if (cache === undefined) continue;
          const message = `${cache.what} fills the job ${JSON.stringify(job.id.slice(0, 60))} from a cache, and what it makes is published.`;
          yield { kind: 'found', at: placeAt(at.file, cache.range), message, key: `${job.id} ${cache.what}` };
        }
      }
  },
};
