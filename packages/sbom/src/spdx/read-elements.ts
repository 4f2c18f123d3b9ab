import { readChecksums } from '../bill/hashes.ts';
import type { Component, ExternalReference, Loss } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { loseUnread } from '../cyclonedx/losses.ts';
import type { Json } from '../json/types.ts';
import { listOf, member, textOf } from '../json/value.ts';
import { readActor } from './actors.ts';
import { type Extracted, readLicenseField } from './licenses.ts';
import { readPurpose } from './purpose.ts';

const WHY = 'the bill does not model it';
const READ_PACKAGE = new Set(
  (
    'SPDXID name versionInfo supplier originator downloadLocation filesAnalyzed checksums ' +
    'homepage licenseConcluded licenseDeclared copyrightText description externalRefs ' +
    'primaryPackagePurpose packageVerificationCode hasFiles'
  ).split(' '),
);
const READ_FILE = new Set('SPDXID fileName checksums licenseConcluded copyrightText fileTypes'.split(' '));

const said = (text: string | undefined): string | undefined =>
  text === 'NOASSERTION' || text === 'NONE' || text === '' ? undefined : text;

const licensesOf = (value: Json, extracted: Extracted): Component['licenses'] =>
  filled([
    ...readLicenseField(textOf(value, 'licenseDeclared'), 'declared', extracted),
    ...readLicenseField(textOf(value, 'licenseConcluded'), 'concluded', extracted),
  ]);

type Identifiers = {
  readonly purl?: string;
  readonly cpe?: string;
  readonly others: readonly ExternalReference[];
};

/** The first purl and the first CPE identify the package; all further references stay references. */
const readExternalRefs = (value: Json, pointer: string, losses: Loss[]): Identifiers => {
  let purl: string | undefined;
  let cpe: string | undefined;
  const others: ExternalReference[] = [];
  for (const [index, reference] of listOf(value, 'externalRefs').entries()) {
    const type = textOf(reference, 'referenceType');
    const locator = textOf(reference, 'referenceLocator');
    if (locator === undefined) continue;
    if (type === 'purl' && purl === undefined) purl = locator;
    else if ((type === 'cpe23Type' || type === 'cpe22Type') && cpe === undefined) cpe = locator;
    else if (type === 'advisory') others.push({ type: 'advisories', url: locator });
    else
      losses.push({
        path: `${pointer}/externalRefs/${index}`,
        what: `${type ?? 'an untyped reference'} ${locator.slice(0, 80)}`,
        why: WHY,
      });
  }
  return compact({ purl, cpe, others });
};

/** Reads a package (SPDX 2.3, clause 7). */
export const readPackage = (
  value: Json,
  ref: string,
  pointer: string,
  extracted: Extracted,
  losses: Loss[],
): Component => {
  loseUnread(value, pointer, READ_PACKAGE, losses);
  const supplier = readActor(said(textOf(value, 'supplier')));
  const originator = readActor(said(textOf(value, 'originator')));
  const { purl, cpe, others } = readExternalRefs(value, pointer, losses);
  const download = said(textOf(value, 'downloadLocation'));
  const homepage = said(textOf(value, 'homepage'));
  return compact({
    ref,
    type: readPurpose(textOf(value, 'primaryPackagePurpose')),
    name: textOf(value, 'name') ?? '',
    version: textOf(value, 'versionInfo'),
    description: textOf(value, 'description'),
    purl,
    cpe,
    supplier:
      supplier?.kind === 'organization'
        ? supplier.organization
        : supplier?.kind === 'person'
          ? compact({ name: supplier.contact.name, contacts: [supplier.contact] })
          : undefined,
    manufacturer: originator?.kind === 'organization' ? originator.organization : undefined,
    authors: originator?.kind === 'person' ? [originator.contact] : undefined,
    copyright: said(textOf(value, 'copyrightText')),
    hashes: filled(readChecksums(member(value, 'checksums'))),
    licenses: licensesOf(value, extracted),
    externalReferences: filled([
      ...(download === undefined ? [] : [{ type: 'distribution', url: download }]),
      ...(homepage === undefined ? [] : [{ type: 'website', url: homepage }]),
      ...others,
    ]),
  });
};

/** Reads a file (SPDX 2.3, clause 8): a component of type `file` named by its path. */
export const readFile = (
  value: Json,
  ref: string,
  pointer: string,
  extracted: Extracted,
  losses: Loss[],
): Component => {
  loseUnread(value, pointer, READ_FILE, losses);
  return compact({
    ref,
    type: 'file' as const,
    name: (textOf(value, 'fileName') ?? '').replace(/^\.\//, ''),
    hashes: filled(readChecksums(member(value, 'checksums'))),
    licenses: filled(readLicenseField(textOf(value, 'licenseConcluded'), 'concluded', extracted)),
    copyright: said(textOf(value, 'copyrightText')),
  });
};
