import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/metadata-version',
  title: 'PKG-INFO is of metadata version 2.2 or later',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Source distribution format, file format; PEP 643',
  why: 'Before 2.2 nothing in PKG-INFO is promised to be true of the wheel: to learn its dependencies, its code must be run.',
  todo: 'Build it with a backend that writes metadata 2.2 or later.',
};

const OLD: ReadonlySet<string> = new Set(['1.0', '1.1', '1.2', '2.0', '2.1']);

/** D02, the version. One that does not exist is `metadata/metadata-version`. */
export const metadataVersion: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { pkgInfo } }) => {
    const field = pkgInfo?.parsed.fields.find(({ name }) => name === 'Metadata-Version');
    if (pkgInfo === undefined || field === undefined || !OLD.has(field.value)) return HOLDS;
    const message = `PKG-INFO is of metadata version ${quoteName(field.value)}; 2.2 or later is expected.`;
    const position = { kind: 'text', line: field.line } as const;
    return found([{ rule, message, locations: [{ file, entry: pkgInfo.path, position }] }]);
  },
};
