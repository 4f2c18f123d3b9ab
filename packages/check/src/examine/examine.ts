import type { Examination, Subject } from '@custody/findings';
import { digestOf, type FileSource, HostError, openSource } from '@custody/host';
import { hasEvidence } from '../discover/evidence.ts';
import type { ArtifactKind } from '../discover/kinds.ts';
import { readable, regular, unchanged } from '../rules/file/index.ts';
import { EVERY_RULE, type Selection } from '../select/select.ts';
import { type Ledger, openLedger } from './apply.ts';
import type { Described, Examining } from './examining.ts';
import type { ExamineTask, Signers } from './task.ts';
import { examineWheel } from './wheel.ts';

/** Wheels are what most runs are about; what else there is to know is loaded with the first of its kind. */
const EXAMINERS: Readonly<Record<ArtifactKind, (examining: Examining) => Promise<Described>>> = {
  wheel: examineWheel,
  sdist: async (examining) => (await import('./sdist.ts')).examineSdist(examining),
  dependencies: async (examining) => (await import('./dependencies.ts')).examineDependencies(examining),
  sbom: async (examining) => (await import('./sbom.ts')).examineSbom(examining),
};

/** What signs files: evidence about anything else is not looked for. */
const SIGNED: ReadonlySet<ArtifactKind> = new Set(['wheel', 'sdist']);

/** Who signed, as facts of the subject. What verifies is loaded only where there is evidence, or a policy that may ask for some. */
const evidenceOf = async (
  artifact: { readonly kind: ArtifactKind; readonly path: string; readonly sha256: string },
  signers: Signers | undefined,
  selection: Selection,
  ledger: Ledger,
): Promise<readonly string[]> =>
  signers !== undefined &&
  SIGNED.has(artifact.kind) &&
  (signers.policy !== undefined || hasEvidence(artifact.path))
    ? (await import('./evidence.ts')).judgeEvidence(artifact, signers, selection, ledger)
    : [];

const done = (subject: Subject, { judged, findings, unknowns }: Ledger): Examination => ({
  subject,
  judged,
  findings,
  unknowns,
});

const unreadable = (subject: Subject, ledger: Ledger, error: HostError): Examination => {
  const rule = error.code === 'changed' || error.code === 'truncated' ? unchanged : readable;
  const location = { file: subject.path };
  return done(subject, {
    judged: [...ledger.judged, rule.id],
    findings: ledger.findings,
    unknowns: [...ledger.unknowns, { rule, reason: error.message, location }],
  });
};

/** Whether an error says that the file itself could not be read: reported as unknown, the run goes on. */
const isOfFile = (error: unknown): error is HostError =>
  error instanceof HostError && error.code !== 'aborted';

/**
 * Examines one subject by every selected rule: opens it, streams it, and proves at the end that it stayed the same file.
 * What cannot be read becomes an unknown. Throws only when aborted, or for a defect of custody.
 */
export const examine = async (
  task: ExamineTask,
  context: { readonly progress: (bytes: number) => void; readonly signal: AbortSignal },
): Promise<Examination> => {
  const { target, advisories, signers } = task;
  const ledger = openLedger();
  const selection: Selection = task.only === undefined ? EVERY_RULE : new Set(task.only);
  const file = target.path;
  if (target.kind === 'misplaced-directory') {
    const message = 'This is a folder, not a file.';
    return done(
      { kind: 'file', path: file },
      { judged: [regular.id], findings: [{ rule: regular, message, locations: [{ file }] }], unknowns: [] },
    );
  }
  if (target.kind === 'unreadable')
    return unreadable({ kind: 'file', path: file }, ledger, new HostError('unreadable', target.reason));
  if (target.kind === 'source-tree')
    return (await import('./source-tree.ts')).examineSourceTree(target, advisories, selection, ledger);
  if (target.kind === 'repository')
    return (await import('./repository.ts')).examineCheckout(file, selection, ledger);
  if (target.kind === 'environment')
    return (await import('./environment.ts')).examineEnvironment(file, advisories, selection, ledger);

  const subject: Subject = { kind: target.kind, path: file };
  let source: FileSource;
  try {
    source = openSource(file);
  } catch (error) {
    if (isOfFile(error)) return unreadable(subject, ledger, error);
    throw error;
  }
  try {
    const sha256 = digestOf(source);
    const described = await EXAMINERS[target.kind]({
      source,
      file,
      selection,
      ledger,
      advisories,
      ...context,
    });
    const { kind } = target;
    const signed = await evidenceOf({ kind, path: file, sha256 }, signers, selection, ledger);
    const facts = signed.length === 0 ? {} : { facts: [...(described.facts ?? []), ...signed] };
    source.assertUnchanged();
    ledger.judged.push(readable.id, regular.id, unchanged.id);
    return done({ ...subject, sha256, size: source.size, ...described, ...facts }, ledger);
  } catch (error) {
    // What was found in a file that changed meanwhile is not known of either file: only the unknown remains.
    if (isOfFile(error)) return unreadable(subject, openLedger(), error);
    throw error;
  } finally {
    source.close();
  }
};
