import { basename, join } from 'node:path';
import { type RewritePlan, rewriteZip } from '@custody/archive';
import { type FileSource, openSource, systemFiles, writeAtomically } from '@custody/host';
import type { Conflict } from '../../merge/types.ts';
import { inspectWheelContents, type WheelContents } from '../inspect.ts';
import { OWN_DOCUMENT } from '../own.ts';
import { digestsOf } from './digests.ts';
import { makeDocument } from './generated.ts';
import { judgeGiven } from './given.ts';
import { planEmbedding } from './plan.ts';
import { refusalsOf } from './refusals.ts';
import type { EmbedOptions, EmbedResult, Refusal } from './types.ts';

const SPDX_DOCUMENT = 'custody.spdx.json';
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.json$/;

type Chosen =
  | {
      readonly kind: 'document';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly conflicts: readonly Conflict[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

const refused = (refusals: readonly Refusal[]): EmbedResult => {
  const [first, ...rest] = refusals;
  return {
    kind: 'refused',
    refusals: [first ?? { code: 'not-a-wheel', message: 'the wheel cannot be read' }, ...rest],
  };
};

const chooseDocument = async (
  contents: WheelContents,
  fileName: string,
  options: EmbedOptions,
): Promise<Chosen> => {
  const { document, documentName } = options;
  if (documentName !== undefined && !SAFE_NAME.test(documentName))
    return {
      kind: 'refused',
      refusals: [
        {
          code: 'document',
          message: `${JSON.stringify(documentName.slice(0, 200))} is no name for a document: letters, digits, ".", "_" and "-" are, ending in ".json"`,
        },
      ],
    };
  if (document !== undefined) {
    const given = await judgeGiven(document, contents, {
      fileName,
      documentName: documentName ?? OWN_DOCUMENT,
    });
    if (given.kind === 'refused') return given;
    const name = documentName ?? (given.spdx ? SPDX_DOCUMENT : OWN_DOCUMENT);
    return { kind: 'document', name, bytes: document, conflicts: given.conflicts, notes: [] };
  }
  const name = documentName ?? OWN_DOCUMENT;
  const { distInfo = '' } = contents.inspection;
  const existing = contents.documents.find(({ path }) => path === `${distInfo}/sboms/${name}`);
  const made = await makeDocument(contents, existing, fileName, options);
  return made.kind === 'refused'
    ? { kind: 'refused', refusals: [{ code: 'not-a-wheel', message: made.reason }] }
    : { ...made, name };
};

const write = async (
  source: FileSource,
  target: string,
  plan: RewritePlan | undefined,
  options: EmbedOptions,
): Promise<void> => {
  const files = options.port ?? systemFiles;
  await writeAtomically(
    target,
    async (sink) => {
      const prefix = plan?.unchangedPrefix ?? source.size;
      if (prefix > 0) sink.copyFileThenTruncate(source.path, prefix);
      if (plan !== undefined) await rewriteZip(source, plan, (chunk) => sink.write(chunk), prefix);
    },
    {
      mode: Number(files.stat(source.path).mode) & 0o777,
      beforeCommit: source.assertUnchanged,
      files,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  );
};

/**
 * Puts an SBOM into a wheel (PEP 770), after it was repaired and got its final name: `<dist-info>/sboms/custody.cdx.json`. The old
 * RECORD is held against the bytes first, and a wheel that it does not describe is refused, never mended. All other bytes, rows and
 * attributes stay; the file changes in one step or not at all; doing it again changes nothing. Memory is bounded whatever its size.
 * Throws HostError where the file cannot be read or written, or changes meanwhile.
 */
export const embedWheel = async (path: string, options: EmbedOptions): Promise<EmbedResult> => {
  const fileName = basename(path);
  const source = openSource(path, options.port === undefined ? {} : { files: options.port });
  const refuse = (refusals: readonly Refusal[]): EmbedResult => {
    // What was seen of two files, the one before and the one after a change, is true of neither: then that is what is said.
    source.assertUnchanged();
    return refused(refusals);
  };
  try {
    const generates = options.document === undefined;
    const verify = generates || options.verify !== false;
    const contents = await inspectWheelContents(source, fileName, {
      // A document that is given says itself what the binaries are.
      natives: generates,
      evidence: generates,
      verifyRecord: verify,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const refusals = refusalsOf(contents.inspection, verify);
    if (refusals.length > 0) return refuse(refusals);
    const chosen = await chooseDocument(contents, fileName, options);
    if (chosen.kind === 'refused') return refuse(chosen.refusals);
    const entry = `${contents.inspection.distInfo ?? ''}/sboms/${chosen.name}`;
    const planned = planEmbedding(contents, entry, chosen.bytes);
    if (planned.kind === 'refused') return refuse([planned.refusal]);
    const plan = planned.kind === 'plan' ? planned.plan : undefined;
    const digests = options.digest === false ? {} : digestsOf(source, plan);
    const target = options.copyTo === undefined ? path : join(options.copyTo, fileName);
    if (plan !== undefined || options.copyTo !== undefined) await write(source, target, plan, options);
    else source.assertUnchanged();
    return {
      kind: plan === undefined ? 'unchanged' : 'embedded',
      path: target,
      entry,
      ...digests,
      conflicts: chosen.conflicts,
      notes: chosen.notes,
    };
  } finally {
    source.close();
  }
};
