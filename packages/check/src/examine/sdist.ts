import { basename } from 'node:path';
import { count } from '@custody/findings';
import { inspectSdist, type SdistInspection, versionText } from '@custody/python';
import { readable } from '../rules/file/index.ts';
import { metadataRules } from '../rules/metadata/index.ts';
import { projectRules } from '../rules/project/index.ts';
import { sdistRules } from '../rules/sdist/index.ts';
import { tarRules } from '../rules/tar/index.ts';
import { zipRules } from '../rules/zip/index.ts';
import { apply } from './apply.ts';
import type { Described, Examining } from './examine.ts';

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
  if (inspection.files.length === 0) return { facts: [] };
  apply(ledger, sdistRules, { file, name, size: source.size, inspection }, selection);
  if (pkgInfo !== undefined) {
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
  if (pyproject !== undefined)
    apply(ledger, projectRules, { file, entry: pyproject.path, parsed: pyproject.parsed }, selection);
  return {
    ...(filename.kind === 'ok' ? { name: filename.name, version: versionText(filename.version) } : {}),
    facts: [count(inspection.files.length, 'file')],
  };
};
