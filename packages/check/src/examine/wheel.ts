import { basename } from 'node:path';
import { count } from '@custody/findings';
import { versionText } from '@custody/python';
import {
  type ExpectedSubject,
  inspectWheelContents,
  verifyWheelContents,
  type WheelContents,
} from '@custody/sbom';
import { readable } from '../rules/file/index.ts';
import { metadataRules } from '../rules/metadata/index.ts';
import { nativeRules } from '../rules/native/index.ts';
import { recordRules } from '../rules/record/index.ts';
import { wheelRules } from '../rules/wheel/index.ts';
import { zipRules } from '../rules/zip/index.ts';
import { apply, leaveUnknown, record } from './apply.ts';
import type { Described, Examining } from './examining.ts';
import { judgeKnown } from './known.ts';

const factsOf = ({ inspection, natives, documents }: WheelContents): readonly string[] => {
  const files = inspection.entries.length;
  const verified = inspection.recordComparison?.verified;
  const bundled = documents.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  return [
    count(files, 'file'),
    ...(verified === undefined ? [] : [`${verified} held against RECORD`]),
    ...(natives.length === 0 ? [] : [count(natives.length, 'native binary', 'native binaries')]),
    bundled.length === 0 ? 'no SBOM' : `SBOM: ${bundled.join(', ')}`,
  ];
};

/** Who the wheel says it is: by its file name, which is what an installer goes by. */
const subjectOf = ({ inspection: { filename } }: WheelContents, name: string): ExpectedSubject | undefined =>
  filename.kind === 'ok'
    ? { name: filename.name, version: versionText(filename.version), fileName: name }
    : undefined;

/** What Python reads whenever it starts must be seen whole, not by its first bytes alone. */
const isStartupFile = ({ name }: { readonly name: string }): boolean =>
  /^(?:[^/]+\.data\/(?:purelib|platlib)\/)?[^/]+\.pth$/.test(name);

/** Examines a wheel: one pass, then every rule about it. */
export const examineWheel = async (examining: Examining): Promise<Described> => {
  const { source, file, selection, ledger, advisories, signal, progress } = examining;
  const name = basename(file);
  const contents = await inspectWheelContents(source, name, {
    signal,
    keep: isStartupFile,
    onRead: progress,
    // What was bundled is looked for only where there is something to hold it against.
    evidence: advisories?.kind === 'store',
  });
  const { inspection } = contents;
  const problems = [...inspection.zip.problems, ...inspection.entries.flatMap((entry) => entry.problems)];
  apply(ledger, zipRules, { file, problems }, selection);
  if (!inspection.zip.readable) {
    const reason = 'its entries could not be listed, so that no rule about its content was judged';
    ledger.unknowns.push({ rule: readable, reason, location: { file } });
    return { facts: [] };
  }
  const view = { file, name, size: source.size, ...contents };
  apply(ledger, wheelRules, view, selection);
  apply(ledger, recordRules, view, selection);
  apply(ledger, nativeRules, view, selection);
  const { filename, metadata } = inspection;
  if (metadata === undefined) {
    const reason = 'METADATA is missing or could not be read, so that no rule about it was judged';
    leaveUnknown(ledger, metadataRules, { reason, location: { file } }, selection);
  } else {
    const metadataView = {
      file,
      artifact: 'wheel' as const,
      entry: metadata.path,
      parsed: metadata.parsed,
      missingLicenseFiles: inspection.missingLicenseFiles,
      ...(filename.kind === 'ok' ? { filename } : {}),
    };
    apply(ledger, metadataRules, metadataView, selection);
  }
  record(ledger, await verifyWheelContents(contents, { file }), selection);
  const subject = subjectOf(contents, name);
  for (const { path, bytes } of contents.documents) {
    if (bytes === undefined) continue;
    // Most wheels carry none: what judges them is loaded with the first.
    const { judgeDocument } = await import('./sbom-document.ts');
    const place = { file, entry: path, ...(subject === undefined ? {} : { subject }) };
    await judgeDocument(bytes, place, selection, ledger);
  }
  const { facts = [], ...known } = await judgeKnown({
    ...examining,
    collect: async () => (await import('../audit/artifact.ts')).accountWheel(contents, source, file, name),
  });
  return {
    ...known,
    ...(subject === undefined ? {} : { name: subject.name, version: subject.version }),
    facts: [...factsOf(contents), ...facts],
  };
};
