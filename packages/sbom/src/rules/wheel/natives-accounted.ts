import { finding } from '@custody/findings';
import { parseBundledName } from '@custody/native';
import { MOST, type WheelSbomContext, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/natives-accounted',
  title: 'Every binary of the wheel is accounted for in its SBOM',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 770, Motivation',
  why: 'a binary that no document speaks of is matched with no advisory, and nobody knows where it came from',
  attack: 'a library that was added after the documents were made rides along unseen',
  todo: 'Run `custody sbom embed` on the wheel after its last repair.',
};

const shown = (path: string): string => JSON.stringify(path.slice(0, 200));

/** Documents that name packages and no files, as auditwheel's and cargo's do: they cannot be held against the binaries. */
const withoutFiles = ({ file, contents, documents }: WheelSbomContext) => {
  const count = contents.natives.length;
  const [first] = documents;
  const entry = first === undefined ? {} : { entry: first.path };
  return finding(rule, {
    message: `no document says which files it speaks of, so that none of the ${count} binaries of the wheel is accounted for`,
    locations: [{ file, ...entry }],
    severity: 'info',
    key: 'no-files',
  });
};

export const nativesAccounted: WheelSbomRule = {
  rule,
  judge: (context) => {
    const { file, contents, documents, claims } = context;
    const nothing = { findings: [], unknowns: [] };
    if (documents.length === 0 || contents.natives.length === 0) return nothing;
    if (claims.length === 0) return { ...nothing, findings: [withoutFiles(context)] };
    const claimed = new Set(claims.map(({ path }) => path));
    const missing = contents.natives.filter(({ path }) => !claimed.has(path));
    return {
      ...nothing,
      findings: missing.slice(0, MOST).map(({ path }, index) => {
        const more =
          index === MOST - 1 && missing.length > MOST ? `; and so with ${missing.length - MOST} more` : '';
        const what = parseBundledName(path) === undefined ? 'the binary' : 'the bundled library';
        return finding(rule, {
          message: `no document accounts for ${what} ${shown(path)}${more}`,
          locations: [{ file, entry: path }],
          key: path,
        });
      }),
    };
  },
};
