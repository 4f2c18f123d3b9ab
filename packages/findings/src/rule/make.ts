import type { Finding, Rule, Unknown } from '../types.ts';

/** A finding of `rule`: what was seen, where, and what is better or worse than usual here. */
export const finding = (rule: Rule, details: Omit<Finding, 'rule'>): Finding => ({ rule, ...details });

/** `rule` could not be judged here: the reason, as a phrase that completes "not judged: …". */
export const unknown = (rule: Rule, details: Omit<Unknown, 'rule'>): Unknown => ({ rule, ...details });
