import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject, listOf, member } from '../json/value.ts';
import { refTable } from './collect-refs.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

type Named = { readonly ref: string; readonly pointer: string };

const named = (value: Json | undefined, pointer: string): readonly Named[] => {
  if (typeof value === 'string') return [{ ref: value, pointer }];
  return isArray(value) ? value.flatMap((item, index) => named(item, pointerTo(pointer, index))) : [];
};

const inList = (document: JsonObject, list: string, members: readonly string[]): Named[] =>
  listOf(document, list).flatMap((item, index) =>
    members.flatMap((name) => named(member(item, name), `/${list}/${index}/${name}`)),
  );

const cyclonedxNames = (document: JsonObject): readonly Named[] => [
  ...inList(document, 'dependencies', ['ref', 'dependsOn', 'provides']),
  ...inList(document, 'compositions', ['assemblies', 'dependencies', 'vulnerabilities']),
  ...inList(document, 'annotations', ['subjects']),
  ...listOf(document, 'vulnerabilities').flatMap((item, index) =>
    listOf(item, 'affects').flatMap((affected, position) =>
      isObject(affected)
        ? named(member(affected, 'ref'), `/vulnerabilities/${index}/affects/${position}/ref`)
        : [],
    ),
  ),
];

const spdxNames = (document: JsonObject): readonly Named[] => [
  ...inList(document, 'relationships', ['spdxElementId', 'relatedSpdxElement']),
  ...named(member(document, 'documentDescribes'), '/documentDescribes'),
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
    const names = kind === 'cyclonedx' ? cyclonedxNames(document.json) : spdxNames(document.json);
    for (const { ref, pointer } of names)
      if (!refs.has(ref) && !isForeign(ref, kind))
        yield { pointer, message: `${quote(ref)} names nothing in this document` };
  },
};
