import { normalizeName, parseVersion, versionKey } from '@custody/python';
import { notKnown } from './answer.ts';
import { needsOf } from './needs.ts';
import type { Answer, IndexData, Needs } from './types.ts';

const keyOf = (name: string, version: string): string | undefined => {
  const read = parseVersion(version);
  return read === undefined ? undefined : `${normalizeName(name)} ${versionKey(read)}`;
};

/**
 * Facts from METADATA files at hand: of wheels, of an installed environment. They tell what these distributions need, and nothing of
 * other versions. Of two for one version the first counts; files that cannot be used are passed over, their versions stay unknown.
 */
export const givenData = (files: Iterable<Uint8Array>): IndexData => {
  const held = new Map<string, Answer<Needs>>();
  for (const bytes of files) {
    const answer = needsOf(bytes);
    const key = answer.kind === 'known' ? keyOf(answer.value.name, answer.value.version) : undefined;
    if (key !== undefined && !held.has(key)) held.set(key, answer);
  }
  const nothing = (name: string) => Promise.resolve(notKnown(`no index was asked about ${name}`));
  return {
    versions: nothing,
    files: nothing,
    metadata: (name, version) =>
      Promise.resolve(
        held.get(keyOf(name, version) ?? '') ?? notKnown(`no metadata of ${name} ${version} is at hand`),
      ),
  };
};

/** No index, and nothing at hand: everything is unknown. */
export const NO_INDEX: IndexData = givenData([]);

/** Asks several one after the other; the first that knows answers, else the last says why nobody does. */
export const layered = (layers: readonly IndexData[]): IndexData => {
  const first = async <T>(ask: (layer: IndexData) => Promise<Answer<T>>): Promise<Answer<T>> => {
    let last: Answer<T> = notKnown('nobody was asked');
    for (const layer of layers) {
      last = await ask(layer);
      if (last.kind === 'known') return last;
    }
    return last;
  };
  return {
    versions: (name) => first((layer) => layer.versions(name)),
    metadata: (name, version) => first((layer) => layer.metadata(name, version)),
    files: (name, version) => first((layer) => layer.files(name, version)),
  };
};
