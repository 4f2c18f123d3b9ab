import type { ZipCode } from '@custody/archive';
import {
  normalizeName,
  type RecordCode,
  versionKey,
  parseVersion,
  type WheelInspection,
} from '@custody/python';
import type { Refusal, RefusalCode } from './types.ts';

/** Problems that every reader sees alike and that a rewrite carries on as they are: whoever judges the wheel still sees them. */
const SURVIVE: ReadonlySet<ZipCode> = new Set<ZipCode>([
  'data-descriptor',
  'archive-comment',
  'entry-comment',
  'version-needed',
  'directory-entry',
  'compression-ratio',
  'privileged-mode',
  'unsafe-name',
]);

/** What RECORD may have: its rows are unambiguous all the same, and stay as they are. */
const HARMLESS: ReadonlySet<RecordCode> = new Set<RecordCode>([
  'line-terminator',
  'own-row-not-last',
  'missing-size',
  'control-character',
]);

const MOST = 5;

const refusal = (code: RefusalCode, message: string): Refusal => ({ code, message });

const shown = (names: readonly string[]): string => {
  const first = names.slice(0, MOST).map((name) => JSON.stringify(name.slice(0, 200)));
  return names.length > MOST ? `${first.join(', ')} and ${names.length - MOST} more` : first.join(', ');
};

const ofArchive = ({ zip, entries }: WheelInspection): readonly Refusal[] => {
  const problems = [...zip.problems, ...entries.flatMap((entry) => entry.problems)].filter(
    ({ code }) => !SURVIVE.has(code),
  );
  return problems
    .slice(0, MOST)
    .map(({ code, message, entry }) =>
      refusal('unsound-archive', `${entry === undefined ? '' : `${entry}: `}${message} (zip/${code})`),
    );
};

/** Whether METADATA and the file name tell the same release. */
const ofIdentity = (inspection: WheelInspection): readonly Refusal[] => {
  const { filename, metadata, distInfo, distInfoCandidates, wheelFile } = inspection;
  if (filename.kind !== 'ok')
    return [refusal('not-a-wheel', 'the file is not named as a wheel is: name-version-tags.whl')];
  if (distInfo === undefined || metadata === undefined)
    return [refusal('not-a-wheel', 'the wheel has no dist-info directory with a METADATA that can be read')];
  if (distInfoCandidates.length > 1)
    return [refusal('not-a-wheel', `there are several dist-info directories: ${shown(distInfoCandidates)}`)];
  const format = wheelFile?.parsed.wheelVersion;
  // Another major version may mean anything by these files (binary distribution format, "File Contents").
  if (format?.major !== 1)
    return [refusal('not-a-wheel', 'WHEEL is missing, or of a version of the format other than 1')];
  const twice = ['Name', 'Version'].filter(
    (field) => metadata.parsed.fields.filter(({ name }) => name === field).length > 1,
  );
  if (twice.length > 0) return [refusal('not-a-wheel', `METADATA has more than one ${twice.join(' and ')}`)];
  const { name = '', version = '' } = metadata.parsed.metadata;
  const parsed = parseVersion(version);
  const same =
    normalizeName(name) === filename.name &&
    parsed !== undefined &&
    versionKey(parsed) === versionKey(filename.version);
  return same
    ? []
    : [
        refusal(
          'not-a-wheel',
          `METADATA says ${shown([name])} ${shown([version])}, the file name ${filename.name} ${filename.versionText}`,
        ),
      ];
};

const ofRecord = (inspection: WheelInspection, verify: boolean): readonly Refusal[] => {
  const { record, recordComparison: comparison, distInfo = '' } = inspection;
  if (record === undefined || comparison === undefined)
    return [refusal('not-a-wheel', 'the wheel has no RECORD that can be read')];
  const found: Refusal[] = [];
  const { parsed } = record;
  const faults = parsed.problems.filter(({ code }) => !HARMLESS.has(code));
  for (const { code, message, line } of faults.slice(0, MOST))
    found.push(
      refusal('record', `RECORD${line === undefined ? '' : `, line ${line}`}: ${message} (${code})`),
    );
  if (!parsed.exact)
    found.push(refusal('record', 'RECORD is not plain UTF-8, so that no row of it can be kept as it is'));
  const { missing, extra, mismatched, unhashed, unverified } = comparison;
  const tampered = (names: readonly string[], what: string): void => {
    if (names.length > 0) found.push(refusal('tampered', `${what}: ${shown(names)}`));
  };
  tampered(missing, 'files that RECORD does not list');
  tampered(
    extra.map(({ path }) => path),
    'files that RECORD lists and the wheel does not have',
  );
  tampered(
    [...new Set(mismatched.map(({ path }) => path))],
    'files that are not what RECORD says (hash or size)',
  );
  tampered(
    unhashed.map(({ path }) => path),
    'files for which RECORD has no hash',
  );
  const unread = verify ? unverified : unverified.filter(({ path }) => path.startsWith(`${distInfo}/`));
  tampered(
    unread.map(({ path }) => path),
    'files whose hash could not be checked',
  );
  return found;
};

const ofSignatures = ({ zip, distInfo = '' }: WheelInspection): readonly Refusal[] =>
  ['RECORD.jws', 'RECORD.p7s']
    .filter((name) => zip.entries.some((entry) => entry.name === `${distInfo}/${name}`))
    .map((name) =>
      refusal('signed', `${name} signs RECORD, and would not be right for the new one (PEP 815)`),
    );

/** Every reason not to touch the wheel. Empty where a new RECORD launders nothing. */
export const refusalsOf = (inspection: WheelInspection, verify: boolean): readonly Refusal[] => {
  if (!inspection.zip.readable)
    return [refusal('unsound-archive', inspection.zip.problems[0]?.message ?? 'the archive cannot be read')];
  const identity = ofIdentity(inspection);
  return [
    ...ofArchive(inspection),
    ...identity,
    ...(inspection.distInfo === undefined
      ? []
      : [...ofRecord(inspection, verify), ...ofSignatures(inspection)]),
  ];
};
