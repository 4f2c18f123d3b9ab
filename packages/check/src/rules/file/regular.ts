import type { Rule } from '@custody/findings';

/** A finding where something named like an artifact is not a regular file. */
export const regular: Rule = {
  id: 'file/regular',
  title: 'What is named like an artifact is a regular file',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A folder or device with the name of a wheel is no wheel: upload tools skip it or fail.',
  todo: 'Rename or remove it, or pack it.',
};
