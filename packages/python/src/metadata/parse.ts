import { collector } from '../file/collector.ts';
import { readHeaders } from '../file/headers.ts';
import { buildMetadata, indexFields } from './build.ts';
import { checkClassifiers } from './checks/classifier.ts';
import { checkDynamic } from './checks/dynamic.ts';
import { checkEmails } from './checks/email.ts';
import { checkExtras } from './checks/extra.ts';
import { checkFields, checkVersion } from './checks/fields.ts';
import { checkIdentity } from './checks/identity.ts';
import { checkImportNames } from './checks/import-name.ts';
import { checkLicense } from './checks/license.ts';
import { checkRequirements } from './checks/requirement.ts';
import { checkText } from './checks/text.ts';
import type { Check, Context } from './checks/types.ts';
import { checkUrls } from './checks/url.ts';
import type { MetadataCode } from './codes.ts';
import { FIELDS } from './fields.ts';
import type { ParsedMetadata } from './types.ts';

const CHECKS: readonly Check[] = [
  checkVersion,
  checkFields,
  checkIdentity,
  checkText,
  checkLicense,
  checkClassifiers,
  checkRequirements,
  checkUrls,
  checkEmails,
  checkDynamic,
  checkExtras,
  checkImportNames,
];

/** Readers compare these as they stand: a blank at the end makes another value of them. */
const EXACT: ReadonlySet<string> = new Set([
  'metadata-version',
  'name',
  'classifier',
  'license-file',
  'provides-extra',
  'dynamic',
]);

/**
 * Reads METADATA or PKG-INFO and judges it by itself: framing, fields and their values, each problem with its line. Values are
 * given as they stand, whatever is wrong with them. Never throws; linear.
 * Core metadata specifications 1.0 to 2.6 (PEPs 241, 314, 345, 566, 643, 685, 639, 794, 808).
 */
export const parseMetadata = (bytes: Uint8Array): ParsedMetadata => {
  const problems = collector<MetadataCode>();
  const { headers, body } = readHeaders(bytes, problems);
  const fields = headers.map(({ name, value, line }) => ({
    name: FIELDS.get(name.toLowerCase())?.name ?? name,
    value: EXACT.has(name.toLowerCase()) ? value : value.trimEnd(),
    line,
  }));
  const index = indexFields(fields);
  const text = body?.text.trim() ? body.text : undefined;
  const metadata = buildMetadata(index, text);
  if (body !== undefined && text !== undefined && index.has('Description'))
    problems.add({
      code: 'description-twice',
      message: 'The description is given both in a field and after the fields.',
      line: body.line,
      field: 'Description',
    });
  const say: Context['say'] = (code, message, { name, line }) =>
    problems.add({ code, message, field: name, ...(line === undefined ? {} : { line }) });
  for (const check of CHECKS) check({ metadata, index, say });
  return { metadata, fields, problems: problems.done() };
};
