import { type CoreMetadata, parseLicenseExpression } from '@custody/python';
import type { License } from '../../bill/types.ts';

/** Classifiers that stand for exactly one SPDX licence; the others leave a version or a variant open. */
const BY_CLASSIFIER: ReadonlyMap<string, string> = new Map([
  ['OSI Approved :: MIT License', 'MIT'],
  ['OSI Approved :: MIT No Attribution License (MIT-0)', 'MIT-0'],
  ['OSI Approved :: Apache Software License 2.0', 'Apache-2.0'],
  ['OSI Approved :: ISC License (ISCL)', 'ISC'],
  ['OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['OSI Approved :: GNU General Public License v2 (GPLv2)', 'GPL-2.0-only'],
  ['OSI Approved :: GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['OSI Approved :: GNU General Public License v3 (GPLv3)', 'GPL-3.0-only'],
  ['OSI Approved :: GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
  ['OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)', 'LGPL-2.0-only'],
  ['OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPL-2.0-or-later'],
  ['OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)', 'LGPL-3.0-only'],
  ['OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)', 'LGPL-3.0-or-later'],
  ['OSI Approved :: GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
  ['OSI Approved :: The Unlicense (Unlicense)', 'Unlicense'],
  ['OSI Approved :: zlib/libpng License', 'Zlib'],
  ['OSI Approved :: Boost Software License 1.0 (BSL-1.0)', 'BSL-1.0'],
  ['OSI Approved :: Eclipse Public License 2.0 (EPL-2.0)', 'EPL-2.0'],
  ['OSI Approved :: Python Software Foundation License', 'PSF-2.0'],
  ['OSI Approved :: Historical Permission Notice and Disclaimer (HPND)', 'HPND'],
  ['OSI Approved :: Universal Permissive License (UPL)', 'UPL-1.0'],
  ['CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
]);

const PREFIX = 'License :: ';
/** Longer texts are the licence itself, which the wheel carries as a file. */
const NAME_MAX = 100;

const expression = (text: string): string | undefined => {
  const { normalized, problems } = parseLicenseExpression(text);
  // Words that happen to be identifiers are not enough: what is not known stays a name.
  return problems.every(({ code }) => code === 'not-normalised' || code === 'deprecated')
    ? normalized
    : undefined;
};

/**
 * What METADATA declares, by falling worth: License-Expression (PEP 639); License where it is an SPDX expression; classifiers where
 * each names one licence; else names as they stand. Nothing is concluded from the texts of licence files.
 */
export const licensesOf = (metadata: CoreMetadata): readonly License[] => {
  const acknowledgement = 'declared';
  const stated = metadata.licenseExpression ?? metadata.license?.trim();
  const known = stated === undefined ? undefined : expression(stated);
  if (known !== undefined) return [{ kind: 'expression', expression: known, acknowledgement }];
  const classifiers = metadata.classifiers
    .filter((classifier) => classifier.startsWith(PREFIX))
    .map((classifier) => classifier.slice(PREFIX.length))
    .filter((classifier) => classifier !== 'OSI Approved');
  const mapped = classifiers.map((classifier) => BY_CLASSIFIER.get(classifier));
  const ids = mapped.filter((id) => id !== undefined);
  const [only] = ids;
  // Several classifiers do not say whether all of them hold, or one may be chosen: then they stay names.
  if (classifiers.length === 1 && only !== undefined) return [{ kind: 'id', id: only, acknowledgement }];
  if (
    stated !== undefined &&
    stated !== '' &&
    stated !== 'UNKNOWN' &&
    stated.length <= NAME_MAX &&
    !stated.includes('\n')
  )
    return [{ kind: 'name', name: stated, acknowledgement }];
  return classifiers.map((name) => ({ kind: 'name', name, acknowledgement }));
};
