import { basename } from 'node:path';
import { count } from '@custody/findings';
import { inspectSdist, type SdistInspection, versionText } from '@custody/python';
import { readable } from '../rules/file/index.ts';
import { metadataRules } from '../rules/metadata/index.ts';
import { projectRules } from '../rules/project/index.ts';
import { sdistRules } from '../rules/sdist/index.ts';
import { tarRules } from '../rules/tar/index.ts';
import { zipRules } from '../rules/zip/index.ts';
import { apply, leaveUnknown } from './apply.ts';
import type { Described, Examining } from './examining.ts';
import { judgeKnown } from './known.ts';
import { whyUnread } from './sdist-unread.ts';

const judgeFraming = (inspection: SdistInspection, { file, selection, ledger }: Examining): boolean => {
  const { archive, contentProblems } = inspection;
  if (archive.kind === 'zip') {
    apply(ledger, zipRules, { file, problems: [...archive.reading.problems, ...contentProblems] }, selection);
  } else {
    const { problems, omitted } = archive.reading;
    apply(ledger, tarRules, { file, problems, omitted }, selection);
  }
  return archive.reading.readable;
};

const unjudged = (file: string, reason: string, entry: string | undefined) => ({
  reason: `${reason}, so that no rule about it was judged`,
  location: { file, ...(entry === undefined ? {} : { entry }) },
});

/** What is worth a line of the report. A version that has not the form of one is left to `metadata/metadata-version`. */
const factsOf = ({ archive, files, pkgInfo }: SdistInspection): readonly string[] => {
  const version = pkgInfo?.parsed.metadata.metadataVersion;
  return [
    // Of an archive that gave nothing and broke it is not known that there are no files.
    ...(files.length === 0 && !archive.reading.readable ? [] : [count(files.length, 'file')]),
    ...(version === undefined || !/^[0-9]{1,3}\.[0-9]{1,3}$/.test(version) ? [] : [`metadata ${version}`]),
  ];
};

/** Examines an sdist: one pass, then every rule about it. */
export const examineSdist = async (examining: Examining): Promise<Described> => {
  const { source, file, selection, ledger, signal, progress } = examining;
  const name = basename(file);
  const inspection = await inspectSdist(source, name, { signal });
  progress(source.size);
  const { filename, pkgInfo, pyproject, missingLicenseFiles } = inspection;
  if (!judgeFraming(inspection, examining)) {
    const reason = 'it could not be read to its end, so that what lies behind the damage is not known';
    ledger.unknowns.push({ rule: readable, reason, location: { file } });
  }
  apply(ledger, sdistRules, { file, name, size: source.size, inspection }, selection);
  if (pkgInfo === undefined) {
    const whole = inspection.archive.reading.readable;
    const missing = whole ? 'PKG-INFO is missing' : 'the archive breaks off before a PKG-INFO was seen';
    const { reason, entry } = whyUnread(inspection, 'PKG-INFO') ?? { reason: missing };
    leaveUnknown(ledger, metadataRules, unjudged(file, reason, entry), selection);
  } else {
    const view = {
      file,
      artifact: 'sdist' as const,
      entry: pkgInfo.path,
      parsed: pkgInfo.parsed,
      missingLicenseFiles,
      ...(filename.kind === 'ok' ? { filename } : {}),
    };
    apply(ledger, metadataRules, view, selection);
  }
  // An sdist without a pyproject.toml has nothing that the rules about it could judge: `sdist/pyproject` says so.
  const unread = pyproject === undefined ? whyUnread(inspection, 'pyproject.toml') : undefined;
  if (pyproject !== undefined)
    apply(ledger, projectRules, { file, entry: pyproject.path, parsed: pyproject.parsed }, selection);
  else if (unread !== undefined)
    leaveUnknown(ledger, projectRules, unjudged(file, unread.reason, unread.entry), selection);
  const { facts = [], ...known } = await judgeKnown({
    ...examining,
    collect: async () => (await import('../audit/artifact.ts')).collectSdist(source, file, name, { signal }),
  });
  return {
    ...known,
    ...(filename.kind === 'ok' ? { name: filename.name, version: versionText(filename.version) } : {}),
    facts: [...factsOf(inspection), ...facts],
  };
};
