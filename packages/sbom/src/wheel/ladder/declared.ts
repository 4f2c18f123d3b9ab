import type { Bill } from '../../bill/types.ts';
import { compact } from '../../compact/compact.ts';
import { buildPurl, parsePurl, type Purl } from '../../purl/index.ts';
import { CONFIDENCE } from './confidence.ts';
import { packageNames, plainName } from './names.ts';
import type { Claim, Declared } from './types.ts';

/** Packages whose content is source code of a language, or a Python project: no shared object is a copy of them. */
const NO_LIBRARIES: ReadonlySet<string> = new Set(['cargo', 'pypi', 'npm', 'golang', 'githubactions']);

/** A library by its upstream's name, where no package is known. A name that no purl can hold is `unknown`. */
export const genericPurl = (library: string, version?: string): Purl => {
  try {
    return buildPurl(
      compact({ type: 'generic', name: library.toWellFormed(), version: version?.toWellFormed() }),
    );
  } catch {
    return buildPurl({ type: 'generic', name: 'unknown' });
  }
};

/** What a document declares that may be a library in a binary. */
export const declaredIn = (bill: Bill, label: string): readonly Declared[] =>
  bill.components.flatMap(({ ref, name, version, purl, type }) => {
    const reading = purl === undefined ? undefined : parsePurl(purl);
    const kind = reading?.kind === 'purl' ? reading.parts.type : undefined;
    if (
      ref === bill.root ||
      type === 'file' ||
      name.trim() === '' ||
      (kind !== undefined && NO_LIBRARIES.has(kind))
    )
      return [];
    return [compact({ label, ref, name, version, purl })];
  });

/** `1.6.34` of `1:1.6.34-5.el8`: what upstream called it. */
export const upstreamVersion = (version: string): string => {
  const afterEpoch = /^\d{1,4}:/.test(version) ? version.slice(version.indexOf(':') + 1) : version;
  const dash = afterEpoch.indexOf('-');
  return dash === -1 ? afterEpoch : afterEpoch.slice(0, dash);
};

const agrees = (declared: string, seen: string): boolean => {
  const upstream = upstreamVersion(declared);
  return upstream === seen || upstream.startsWith(`${seen}.`) || seen.startsWith(`${upstream}.`);
};

/** What stands for a declared library: its purl, else its name. */
export const purlOf = ({ purl, name, version }: Declared): string => purl ?? genericPurl(name, version);

export type DeclaredIndex = (stem: string, version: string | undefined) => Claim | undefined;

/** Finds the one declared package that a library is a copy of; where several may be it, none is chosen. */
export const indexDeclared = (declared: readonly Declared[]): DeclaredIndex => {
  const byName = new Map<string, Declared[]>();
  for (const item of declared) {
    const key = plainName(item.name);
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [item]);
    else list.push(item);
  }
  return (stem, version) => {
    const named = [...packageNames(stem)].flatMap((name) => byName.get(name) ?? []);
    const exact = version === undefined ? [] : named.filter((item) => agrees(item.version ?? '', version));
    // A package of another version than what was seen is another thing; one that tells none may be it.
    const possible = version === undefined ? named : named.filter((item) => item.version === undefined);
    const pool = exact.length > 0 ? exact : possible;
    const distinct = new Set(pool.map((item) => item.purl ?? `${item.name} ${item.version ?? ''}`));
    const [first] = pool;
    if (first === undefined || distinct.size !== 1) return undefined;
    return compact({
      rung: 'declared' as const,
      library: first.name,
      version: first.version,
      purl: purlOf(first),
      confidence: exact.length > 0 ? CONFIDENCE.declaredExactly : CONFIDENCE.declaredByName,
      technique: 'manifest-analysis' as const,
      value: first.label,
    });
  };
};
