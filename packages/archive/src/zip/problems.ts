import type { ZipCode, ZipProblem } from './codes.ts';

/** A hostile directory can break a rule in every one of its records: this many are told one by one, the others as a number. */
const TOLD_PER_CODE = 100;

export type Problems = {
  readonly add: (code: ZipCode, message: string, offset: number, entry?: string) => void;
  /** In order of offset. */
  readonly list: () => readonly ZipProblem[];
};

/** Collects problems, with bounded memory and in a stable order. */
export const collectProblems = (): Problems => {
  const told: ZipProblem[] = [];
  const counts = new Map<ZipCode, { count: number; firstUntold: number }>();

  const add = (code: ZipCode, message: string, offset: number, entry?: string): void => {
    const seen = counts.get(code) ?? { count: 0, firstUntold: -1 };
    seen.count += 1;
    counts.set(code, seen);
    if (seen.count <= TOLD_PER_CODE)
      told.push(entry === undefined ? { code, message, offset } : { code, message, offset, entry });
    else if (seen.firstUntold < 0) seen.firstUntold = offset;
  };

  const list = (): readonly ZipProblem[] => {
    const untold: ZipProblem[] = [];
    for (const [code, { count, firstUntold }] of counts) {
      if (count > TOLD_PER_CODE) {
        const message = `${count - TOLD_PER_CODE} more of the same, the first of them here.`;
        untold.push({ code, message, offset: firstUntold });
      }
    }
    return [...told, ...untold].sort((a, b) => a.offset - b.offset);
  };

  return { add, list };
};
