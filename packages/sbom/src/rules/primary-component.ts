import { normalizeName } from '@custody/python';
import type { Component } from '../bill/types.ts';
import { parsePurl } from '../purl/parse.ts';
import type { ExpectedSubject, Observation, SbomRule } from './types.ts';
import { quote } from './types.ts';

/** A crate or a library that was built in: the document speaks of a part of the artifact, which contradicts nothing. */
const partOf = (root: Component): string | undefined => {
  const purl = root.purl === undefined ? undefined : parsePurl(root.purl);
  return purl?.kind === 'purl' && purl.parts.type !== 'pypi' ? purl.canonical : undefined;
};

/** What contradicts the artifact that the document is said to describe. */
const contradictions = (root: Component, subject: ExpectedSubject): string[] => {
  const found: string[] = [];
  const purl = root.purl === undefined ? undefined : parsePurl(root.purl);
  const pypi = purl?.kind === 'purl' && purl.parts.type === 'pypi' ? purl.parts : undefined;
  const name = pypi?.name ?? root.name;
  const version = pypi?.version ?? root.version;
  if (normalizeName(name) !== normalizeName(subject.name))
    found.push(`the document describes ${quote(name)}, the artifact is ${quote(subject.name)}`);
  if (version !== undefined && version !== subject.version)
    found.push(`the document describes version ${quote(version)}, the artifact is ${quote(subject.version)}`);
  const file = pypi?.qualifiers?.['file_name'];
  if (file !== undefined && subject.fileName !== undefined && file !== subject.fileName)
    found.push(`the document describes the file ${quote(file)}, this one is ${quote(subject.fileName)}`);
  return found;
};

export const primaryComponent: SbomRule = {
  rule: {
    id: 'sbom/primary-component',
    title: 'The document names the component that it describes',
    severity: 'low',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard:
      'PEP 770, SBOM data interoperability; CycloneDX, metadata.component; SPDX 2.3, clause 11, DESCRIBES',
    why: 'a document that does not say what it describes can be laid beside any artifact',
    attack: 'a clean document of one release is embedded in the artifact of another',
    todo: 'Name the release itself as metadata.component (CycloneDX) or by DESCRIBES (SPDX).',
  },
  judge: function* ({ bill, document, subject, places }): Generator<Observation> {
    const root = bill.components.find((component) => component.ref === bill.root);
    if (root === undefined) {
      yield {
        pointer: document.detection.kind === 'spdx' ? '/relationships' : '/metadata/component',
        message: 'the document does not say which component it describes',
      };
      return;
    }
    if (subject === undefined) return;
    const pointer = places.get(root.ref) ?? '';
    const part = partOf(root);
    if (part !== undefined) {
      const message = `the document describes ${quote(part)}, which is a part of the artifact`;
      yield { pointer, message, severity: 'info' };
      return;
    }
    for (const message of contradictions(root, subject)) yield { pointer, message, severity: 'high' };
  },
};
