import { entryNameProblems, type NameCode } from '../../names/index.ts';

type NameFaultCode = 'name-control-character' | 'path-traversal' | 'unsafe-name';

export type NameFault = { readonly code: NameFaultCode; readonly message: string };

/** What has a code of its own: an extractor leaves the target, or PyPI refuses it (0x00-0x1F and 0x7F, no other control). */
const OWN_CODE: Partial<Record<NameCode, NameFaultCode>> = {
  absolute: 'path-traversal',
  drive: 'path-traversal',
  traversal: 'path-traversal',
  'control-character': 'name-control-character',
};

const NONE: readonly NameFault[] = [];

/** Whether a name stays inside the target, and means the same on every system (Z09): at most one fault per code, with all reasons. */
export const nameFaults = (name: string): readonly NameFault[] => {
  const problems = entryNameProblems(name);
  if (problems.length === 0) return NONE;
  const reasons = new Map<NameFaultCode, string[]>();
  for (const { code, reason } of problems) {
    const own = OWN_CODE[code] ?? 'unsafe-name';
    reasons.set(own, [...(reasons.get(own) ?? []), reason]);
  }
  return [...reasons].map(([code, list]) => ({ code, message: `The name ${list.join('; ')}.` }));
};
