import type { OsvSeverity } from '../types.ts';
import type { CvssScore, ScoreCvss } from './score.ts';

/** The highest score among valid vectors; the first of equals. A `type` that contradicts the vector counts for nothing: the vector names its version. */
export const worstCvss = (severities: readonly OsvSeverity[], score: ScoreCvss): CvssScore | undefined => {
  let worst: CvssScore | undefined;
  for (const severity of severities) {
    if (!severity.type.startsWith('CVSS_')) continue;
    const scored = score(severity.score);
    if (scored !== undefined && (worst === undefined || scored.score > worst.score)) worst = scored;
  }
  return worst;
};
