import type { JsonObject } from '../json/types.ts';
import { isArray, member, textOf } from '../json/value.ts';
import { CYCLONEDX_VERSIONS, type Detection } from './types.ts';

const isKnown = (version: string): boolean => (CYCLONEDX_VERSIONS as readonly string[]).includes(version);

const isSpdx3Context = (document: JsonObject): string | undefined => {
  const context = member(document, '@context');
  const candidates = isArray(context) ? context : [context];
  return candidates.find(
    (item): item is string => typeof item === 'string' && item.startsWith('https://spdx.org/rdf/3'),
  );
};

/** Says what a JSON object is by the members that each standard requires first. */
export const detectJson = (document: JsonObject): Detection => {
  const version = textOf(document, 'specVersion');
  if (textOf(document, 'bomFormat') === 'CycloneDX')
    return {
      kind: 'cyclonedx',
      version: version ?? 'without a version',
      supported: version !== undefined && isKnown(version),
    };
  const spdx = textOf(document, 'spdxVersion');
  if (spdx?.startsWith('SPDX-'))
    return { kind: 'spdx', version: spdx.slice(5), supported: spdx === 'SPDX-2.3' };
  const context = isSpdx3Context(document);
  if (context !== undefined) {
    const release = /^https:\/\/spdx\.org\/rdf\/(3[0-9.]{0,8})\//.exec(context)?.[1];
    return { kind: 'spdx-3', ...(release === undefined ? {} : { version: release }), supported: false };
  }
  return {
    kind: 'not-an-sbom',
    reason: 'it is JSON, but says neither bomFormat "CycloneDX", nor spdxVersion, nor an SPDX 3 @context',
    supported: false,
  };
};

const HEAD = 4096;

/** Says what a text that is not JSON is, from its first few kilobytes. */
export const detectText = (text: string): Detection => {
  const head = text.slice(0, HEAD);
  const xml = /http:\/\/cyclonedx\.org\/schema\/bom\/([0-9.]{1,8})/.exec(head);
  if (head.trimStart().startsWith('<') && xml !== null)
    return { kind: 'cyclonedx-xml', ...(xml[1] === undefined ? {} : { version: xml[1] }), supported: false };
  const tag = /^SPDXVersion:[ \t]{0,8}(?:SPDX-([0-9.]{1,8}))?/m.exec(head);
  if (tag !== null)
    return { kind: 'spdx-tag-value', ...(tag[1] === undefined ? {} : { version: tag[1] }), supported: false };
  return {
    kind: 'not-an-sbom',
    reason: 'it is neither JSON nor another form of CycloneDX or SPDX',
    supported: false,
  };
};
