import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject, listOf, member } from '../json/value.ts';
import { refTable } from './collect-refs.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

type Named = { readonly ref: string; readonly pointer: string };

const NONE: readonly Named[] = [];

/** Whether a name may stand where it does. Documents have hundred thousands of them: nothing is built for those that may. */
type Judge = (ref: string) => boolean;

const named = (value: Json | undefined, pointer: () => string, isFine: Judge): readonly Named[] => {
  if (typeof value === 'string') return isFine(value) ? NONE : [{ ref: value, pointer: pointer() }];
  if (!isArray(value) || value.every((item) => typeof item === 'string' && isFine(item))) return NONE;
  return value.flatMap((item, index) => named(item, () => pointerTo(pointer(), index), isFine));
};

const inList = (document: JsonObject, list: string, members: readonly string[], isFine: Judge): Named[] => {
  const found: Named[] = [];
  for (const [index, item] of listOf(document, list).entries())
    for (const name of members)
      for (const each of named(member(item, name), () => `/${list}/${index}/${name}`, isFine))
        found.push(each);
  return found;
};

const cyclonedxNames = (document: JsonObject, isFine: Judge): readonly Named[] => [
  ...inList(document, 'dependencies', ['ref', 'dependsOn', 'provides'], isFine),
  ...inList(document, 'compositions', ['assemblies', 'dependencies', 'vulnerabilities'], isFine),
  ...inList(document, 'annotations', ['subjects'], isFine),
  ...listOf(document, 'vulnerabilities').flatMap((item, index) =>
    listOf(item, 'affects').flatMap((affected, position) =>
      isObject(affected)
        ? named(member(affected, 'ref'), () => `/vulnerabilities/${index}/affects/${position}/ref`, isFine)
        : NONE,
    ),
  ),
];

const spdxNames = (document: JsonObject, isFine: Judge): readonly Named[] => [
  ...inList(document, 'relationships', ['spdxElementId', 'relatedSpdxElement'], isFine),
  ...named(member(document, 'documentDescribes'), () => '/documentDescribes', isFine),
];

/** Names that stand for something outside the document. */
const isForeign = (ref: string, kind: 'cyclonedx' | 'spdx'): boolean =>
  kind === 'cyclonedx'
    ? ref.startsWith('urn:cdx:')
    : ref === 'NONE' || ref === 'NOASSERTION' || ref.startsWith('DocumentRef-');

export const refsResolve: SbomRule = {
  rule: {
    id: 'sbom/refs-resolve',
    title: 'Every reference names an element of the document',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'CycloneDX, dependencies; SPDX 2.3, clause 11',
    why: 'a dependency on something that is not there hides what is really needed',
    todo: 'Add the element that is meant, or mend its name.',
  },
  judge: function* (context): Generator<Observation> {
    const { document } = context;
    const { kind } = document.detection;
    const { refs } = refTable(context);
    const isFine = (ref: string): boolean => refs.has(ref) || isForeign(ref, kind);
    const names =
      kind === 'cyclonedx' ? cyclonedxNames(document.json, isFine) : spdxNames(document.json, isFine);
    for (const { ref, pointer } of names)
      yield { pointer, message: `${quote(ref)} names nothing in this document` };
  },
};
