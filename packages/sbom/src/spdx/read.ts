import { resolveGraph } from '../bill/resolve.ts';
import type { Bill, BillMetadata, Component, Loss } from '../bill/types.ts';
import { compact, filled, isDefined } from '../compact/compact.ts';
import type { BillReading } from '../cyclonedx/read.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { listOf, member, textOf } from '../json/value.ts';
import { loseUnread } from '../cyclonedx/losses.ts';
import { readActor } from './actors.ts';
import type { Extracted } from './licenses.ts';
import { readFile, readPackage } from './read-elements.ts';
import { readRelations } from './read-relations.ts';

const READ = new Set(
  (
    'SPDXID spdxVersion dataLicense name documentNamespace creationInfo packages files ' +
    'relationships documentDescribes hasExtractedLicensingInfos'
  ).split(' '),
);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const readExtracted = (document: JsonObject): Extracted => {
  const entries = listOf(document, 'hasExtractedLicensingInfos').map((item) => {
    const id = textOf(item, 'licenseId');
    return id === undefined
      ? undefined
      : ([id, { name: textOf(item, 'name') ?? id, text: textOf(item, 'extractedText') ?? '' }] as const);
  });
  return new Map(entries.filter(isDefined));
};

const readMetadata = (info: Json | undefined): BillMetadata => {
  const actors = listOf(info, 'creators')
    .map((item) => readActor(typeof item === 'string' ? item : undefined))
    .filter(isDefined);
  return compact({
    timestamp: textOf(info, 'created'),
    tools: filled(actors.flatMap((actor) => (actor.kind === 'tool' ? [actor.tool] : []))),
    authors: filled(actors.flatMap((actor) => (actor.kind === 'person' ? [actor.contact] : []))),
    manufacturer: actors.find((actor) => actor.kind === 'organization')?.organization,
  });
};

/** Reads an SPDX 2.3 document as a bill. Says what it could not take over. Never throws. */
export const readSpdx = (document: JsonObject): BillReading => {
  const losses: Loss[] = [];
  loseUnread(document, '', READ, losses);
  const extracted = readExtracted(document);
  const places = new Map<string, string>();
  const components: Component[] = [];
  for (const [list, read] of [
    ['packages', readPackage],
    ['files', readFile],
  ] as const)
    for (const [index, item] of listOf(document, list).entries()) {
      const pointer = `/${list}/${index}`;
      const id = textOf(item, 'SPDXID') ?? `#${pointer}`;
      const ref = places.has(id) ? `${id}#${pointer}` : id;
      places.set(ref, pointer);
      components.push(read(item, ref, pointer, extracted, losses));
    }
  const refs: ReadonlySet<string> = new Set(places.keys());
  const { root, parents, dependencies } = readRelations(document, refs, losses);
  const namespace = UUID.exec(textOf(document, 'documentNamespace') ?? '')?.[0];
  const bill: Bill = compact({
    serialNumber: namespace === undefined ? undefined : `urn:uuid:${namespace}`,
    metadata: readMetadata(member(document, 'creationInfo')),
    root,
    components: components.map((component): Component => {
      const parent = parents.get(component.ref);
      return parent === undefined ? component : { ...component, parent };
    }),
    ...resolveGraph({ dependencies, compositions: [] }, refs, losses, '/relationships'),
  });
  return { bill, losses, places };
};
