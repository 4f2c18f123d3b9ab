import type { Confidence, Severity, Threshold } from '../types.ts';

/** Worst first: the order of every list a person reads. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

const RANK: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 2, high: 3, critical: 4 };
const CONFIDENCE_RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** Worst first. */
export const compareSeverity = (a: Severity, b: Severity): number => RANK[b] - RANK[a];

/** Surest first. */
export const compareConfidence = (a: Confidence, b: Confidence): number =>
  CONFIDENCE_RANK[b] - CONFIDENCE_RANK[a];

/** Whether a finding of this severity counts against the verdict. `info` never does, and nothing reaches `never`. */
export const reaches = (severity: Severity, threshold: Threshold): boolean =>
  threshold !== 'never' && RANK[severity] >= RANK[threshold];
