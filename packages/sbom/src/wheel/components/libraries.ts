import type { Component } from '../../bill/types.ts';
import type { Identified } from '../ladder/identify.ts';
import type { Claim } from '../ladder/types.ts';
import { bsiProperties } from '../project/bsi.ts';
import { hashesOf, nameOf } from './file.ts';
import { conclude, identitiesOf, libraryComponent, type Verdict } from './library.ts';

/** One library with the files that are copies of it, and those that have it linked in. */
type Gathered = {
  readonly verdict: Verdict;
  readonly claims: Claim[];
  readonly copies: Identified[];
  readonly linkedInto: string[];
};

export type Libraries = {
  readonly components: readonly Component[];
  /** The library that a bundled file is a copy of, by the file's path. */
  readonly ofFile: ReadonlyMap<string, string>;
  /** The libraries linked into a file, by the file's path. */
  readonly linkedInto: ReadonlyMap<string, readonly string[]>;
};

const distinct = (claims: readonly Claim[]): readonly Claim[] => [
  ...new Map(claims.map((claim) => [JSON.stringify(claim), claim])).values(),
];

const componentOf = ({ verdict, claims, copies, linkedInto }: Gathered): Component => {
  const paths = [...new Set([...copies.map(({ native }) => native.path), ...linkedInto])].sort();
  const sorted = distinct(claims).toSorted((a, b) => b.confidence - a.confidence);
  const component = libraryComponent(verdict, { paths, identity: identitiesOf(verdict, sorted) });
  const [only, ...others] = copies;
  // A library that is one file has that file's hash; where it is several files, or a part of one, no hash is its own.
  if (only === undefined || others.length > 0 || linkedInto.length > 0) return component;
  const facts = { fileName: nameOf(only.native.path), executable: true, archive: false };
  return {
    ...component,
    hashes: hashesOf(only.native),
    properties: [...(component.properties ?? []), ...bsiProperties(facts)],
  };
};

/** Gathers the libraries that all binaries together are copies of, or have linked in: each once. */
export const gatherLibraries = (identified: readonly Identified[]): Libraries => {
  const byPurl = new Map<string, Gathered>();
  const ofFile = new Map<string, string>();
  const linkedInto = new Map<string, string[]>();
  const gather = (claims: readonly Claim[]): Gathered | undefined => {
    const [first, ...rest] = claims;
    if (first === undefined) return undefined;
    const verdict = conclude([first, ...rest]);
    const held = byPurl.get(verdict.purl) ?? { verdict, claims: [], copies: [], linkedInto: [] };
    byPurl.set(verdict.purl, held);
    held.claims.push(...claims);
    return held;
  };
  for (const one of identified) {
    const { path } = one.native;
    const whole = one.bundled === undefined ? undefined : gather(one.claims);
    if (whole !== undefined) {
      whole.copies.push(one);
      ofFile.set(path, whole.verdict.purl);
    }
    for (const claim of one.linked) {
      const library = gather([claim]);
      if (library === undefined) continue;
      library.linkedInto.push(path);
      linkedInto.set(path, [...(linkedInto.get(path) ?? []), library.verdict.purl]);
    }
  }
  return { components: [...byPurl.values()].map(componentOf), ofFile, linkedInto };
};
