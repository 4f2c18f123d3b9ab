import type { Rule } from '@custody/findings';
import { pinOf } from '../../deps/pin.ts';
import {
  hashesOf,
  indexEntries,
  type RequirementsFile,
  requirementFilesIn,
} from '../../deps/requirement-files.ts';
import { highestRole, reachesUsers } from '../../deps/roles.ts';
import { counted, listed } from '../../deps/words.ts';
import { isConstrained } from '../../deps/pin.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'deps/unpinned-requirement',
  title: 'A requirements file that is installed names one version of each',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A range is answered by whatever was published last: the same commit installs other code tomorrow. What a library declares in its metadata is another thing, and right as a range.',
  todo: 'Keep the ranges as the input (`requirements.in`), and install the lock that is made of it (`uv pip compile --generate-hashes`).',
};

/** The input of a lock beside it, which is what gets installed. */
const isInput = (view: RepositoryView, { file, installs }: RequirementsFile): boolean => {
  if (installs.length > 0 && !installs.every(isConstrained)) return false;
  return (
    file.path.endsWith('.in') ||
    installs.length > 0 ||
    view.repository.has(file.path.replace(/\.txt$/, '.lock')) ||
    view.repository.has(file.path.replace(/\.txt$/, '-lock.txt'))
  );
};

const observed = (view: RepositoryView, one: RequirementsFile): Observation | undefined => {
  const { file, installs } = one;
  const entries = indexEntries(one);
  const open = entries.filter(
    (entry) => pinOf(entry.requirement) === undefined && hashesOf(entry).length === 0,
  );
  const [first] = open;
  if (first === undefined) return undefined;
  const role = highestRole(view, installs);
  const into = reachesUsers(role) ? `; ${role.because}` : '';
  return {
    kind: 'found',
    at: placeAt(file, first.range),
    related: installs.slice(0, 10).map((install) => placeAt(install.file, install.range)),
    message: `${file.path} leaves the version of ${open.length === entries.length ? 'all of its' : `${open.length} of its`} ${counted(entries.length, 'project')} open (${listed(open.map(({ requirement }) => requirement.writtenName))})${into}.`,
    severity: reachesUsers(role) ? 'medium' : installs.length > 0 ? 'low' : 'info',
  };
};

/** Requirements files with ranges: one finding for each. Constraints and inputs of a lock are meant to have them. */
export const unpinnedRequirement: PinRule = {
  rule,
  *judge(view) {
    for (const one of view.once(requirementFilesIn)) {
      if (one.constraints || isInput(view, one)) continue;
      // pip asks for a version of everything where one hash stands.
      if (indexEntries(one).some((entry) => hashesOf(entry).length > 0)) continue;
      const seen = observed(view, one);
      if (seen !== undefined) yield seen;
    }
  },
};
