import { type CvssVersion, parseVector } from './vector.ts';

export type CvssScore = { readonly vector: string; readonly score: number; readonly version: CvssVersion };

/** The base score of a vector; undefined where it is not valid. */
export type ScoreCvss = (vector: string) => CvssScore | undefined;

type Calculator = { readonly calculateScores: () => { readonly overall: number } };
type Library = Readonly<
  Record<'Cvss2' | 'Cvss3P0' | 'Cvss3P1' | 'Cvss4P0', new (vector: string) => Calculator>
>;

const CLASS = { '2.0': 'Cvss2', '3.0': 'Cvss3P0', '3.1': 'Cvss3P1', '4.0': 'Cvss4P0' } as const;

/** Vectors whose score is remembered: there are far fewer of them than records. */
const REMEMBERED = 20_000;

/**
 * Loads the calculator, which only a sync or an import needs. What it gives scores the base metrics alone: temporal and
 * environmental ones say how the author saw it at the time, and CVSS 4.0 has no other score that compares across records.
 */
export const loadCvss = async (): Promise<ScoreCvss> => {
  // Bundled as CommonJS: its names are sometimes only members of the default export.
  const module = (await import('ae-cvss-calculator')) as unknown as Library & { readonly default?: Library };
  const library = module.default ?? module;
  const known = new Map<string, number>();
  return (text) => {
    const valid = parseVector(text);
    if (valid === undefined) return undefined;
    const { vector, version, base } = valid;
    let score = known.get(base);
    if (score === undefined) {
      score = new library[CLASS[version]](base).calculateScores().overall;
      if (known.size < REMEMBERED) known.set(base, score);
    }
    return Number.isFinite(score) ? { vector, score, version } : undefined;
  };
};
