import type { Rule } from '@custody/findings';
import type { PinRule } from '../rule.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/unregistered',
  title: "A dependency's name is registered",
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'A name that nobody has registered can be registered by anybody, and is then installed; names that a language model made up are collected for this.',
  todo: 'Register the name, or take the dependency away.',
  online: true,
};

/** Needs to know whether names are registered: an index does. */
export const unregistered: PinRule = {
  rule,
  judge: (view) => withoutIndex(view, 'whether names are registered'),
};
