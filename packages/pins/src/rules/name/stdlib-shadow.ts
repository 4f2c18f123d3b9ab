import type { Marker } from '@custody/python';
import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/stdlib-shadow',
  title: 'No dependency has the name of a standard module',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'What comes with Python needs no installing: a project of that name is somebody else’s, or an old copy that can stand in front of the real one.',
  todo: 'Take it away.',
};

/** The marker asks which Python it is: a copy for older ones, as it should be. */
const asksForPython = (marker: Marker | undefined): boolean => {
  if (marker === undefined) return false;
  if (marker.kind !== 'compare') return marker.items.some(asksForPython);
  return [marker.left, marker.right].some(
    (side) =>
      side.kind === 'field' && (side.field === 'python_version' || side.field === 'python_full_version'),
  );
};

/** Names of modules of the standard library; copies for older Pythons only where no marker keeps them to those. */
export const stdlibShadow: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'stdlib-shadow')) {
      const { namesake } = suspect.signal;
      const all = [suspect.first, ...suspect.others];
      const open = all.filter(({ marker }) => !asksForPython(marker));
      const [first, ...others] = open;
      if (first === undefined) continue;
      yield {
        kind: 'found',
        ...(namesake !== undefined && { severity: 'low' as const }),
        ...whereOf({ ...suspect, first, others }),
        message:
          namesake === undefined
            ? `${quoted(first.written)} is a module of the standard library: it comes with Python, and nothing needs to be installed.`
            : `${quoted(first.written)} is a module of the standard library; the project of that name is ${namesake}.`,
        todo:
          namesake === undefined
            ? 'Take it away; if another project is meant, name that.'
            : 'Take it away, or keep it to the Pythons that need it with a marker such as `; python_version < "3.7"`.',
      };
    }
  },
};
