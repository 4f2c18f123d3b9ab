import type { Bill, BillMetadata, Component, Contact, Tool } from '../bill/types.ts';
import { orderBill } from '../bill/order.ts';
import { stateUnidentified } from '../bill/unidentified.ts';
import { compact, filled } from '../compact/compact.ts';
import { merge } from '../merge/merge.ts';
import type { Conflict } from '../merge/types.ts';
import { serialNumber } from '../write/serial-number.ts';
import { adoptIdentities } from './adopt.ts';
import { attachLoose } from './attach.ts';
import { observedBill } from './components/bill.ts';
import { fileRef, hashesOf } from './components/file.ts';
import { CONTENTS_PROPERTY, contentsDigest } from './contents-digest.ts';
import { declaredDocuments } from './declared.ts';
import type { WheelContents } from './inspect.ts';
import { declaredIn, indexDeclared } from './ladder/declared.ts';
import { identifyNative } from './ladder/identify.ts';
import { shareVersions } from './ladder/siblings.ts';
import { TOOL_NAME } from './own.ts';
import { bsiProperties } from './project/bsi.ts';
import { projectComponent } from './project/component.ts';

export type GenerateOptions = {
  /** RFC 3339, as `documentTimestamp` gives it. */
  readonly timestamp: string;
  /** custody's own version. */
  readonly toolVersion?: string;
  /** The source revision that was built. */
  readonly commit?: string;
  /** Who makes the document, with an e-mail address; some profiles require it. */
  readonly author?: Contact;
};

export type GenerateWheelOptions = GenerateOptions & {
  /** The wheel's final file name. */
  readonly fileName: string;
  /** True: every file of the wheel is a component, not only its binaries. */
  readonly files?: boolean;
};

export type Generation =
  | {
      readonly kind: 'generated';
      readonly bill: Bill;
      /** Where the documents that were merged in contradict each other or the bytes; the surest word stands. */
      readonly conflicts: readonly Conflict[];
      /** Documents or files that could not be taken in, and why: sentences for people. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What stands in the head of every document that custody makes. */
export const ownMetadata = (
  options: GenerateOptions,
  root: Component,
  others: readonly Tool[] = [],
): BillMetadata =>
  compact({
    timestamp: options.timestamp,
    tools: [compact({ name: TOOL_NAME, vendor: TOOL_NAME, version: options.toolVersion }), ...others],
    lifecycles: ['post-build' as const],
    authors: options.author === undefined ? undefined : [options.author],
    supplier: root.supplier,
  });

const rootOf = (contents: WheelContents, fileName: string): Component | undefined => {
  const metadata = contents.inspection.metadata?.parsed.metadata;
  const root = metadata === undefined ? undefined : projectComponent(metadata, fileName);
  if (root === undefined) return undefined;
  const digest = contentsDigest(contents.inspection);
  return {
    ...root,
    properties: [
      ...bsiProperties({ fileName, executable: false, archive: true }),
      ...(digest === undefined ? [] : [{ name: CONTENTS_PROPERTY, value: digest }]),
    ],
  };
};

/** Every file that is no binary, but RECORD and the documents, which this document would change. */
const otherFiles = (contents: WheelContents, root: Component): readonly Component[] => {
  const { inspection, natives } = contents;
  const known = new Set(natives.map(({ path }) => path));
  const { distInfo = '' } = inspection;
  return inspection.entries
    .filter(
      ({ entry: { name }, problems }) =>
        problems.length === 0 &&
        !known.has(name) &&
        !name.startsWith(`${distInfo}/sboms/`) &&
        !name.startsWith(`${distInfo}/RECORD`),
    )
    .map(({ entry: { name }, sha256 }) => ({
      ref: fileRef(name),
      type: 'file' as const,
      name,
      hashes: hashesOf({ sha256 }),
      evidence: { occurrences: [{ location: name }] },
      parent: root.ref,
    }));
};

/**
 * Makes the bill of a wheel: the release from METADATA, its binaries, the libraries bundled or linked in with the evidence for each,
 * and what embedded documents declare, each component once. `contents` come from `inspectWheelContents` with `evidence: true`.
 * What cannot be seen is stated in compositions. Same wheel and options, same bill. PEP 770; CycloneDX (ECMA-424).
 */
export const generateFromWheel = (contents: WheelContents, options: GenerateWheelOptions): Generation => {
  const { zip, metadata } = contents.inspection;
  if (!zip.readable)
    return {
      kind: 'refused',
      reason: `the archive cannot be read: ${zip.problems[0]?.message ?? 'it is no wheel'}`,
    };
  const root = rootOf(contents, options.fileName);
  if (root === undefined)
    return {
      kind: 'refused',
      reason:
        metadata === undefined
          ? 'the wheel has no METADATA that can be read, so it is not known what it is'
          : 'METADATA names no release: Name and Version are needed',
    };
  const { documents, notes } = declaredDocuments(contents);
  const declared = indexDeclared(documents.flatMap(({ bill, label }) => declaredIn(bill, label)));
  const identified = shareVersions(contents.natives.map((native) => identifyNative(native, declared)));
  const files = options.files === true ? otherFiles(contents, root) : [];
  const own = observedBill(root, identified, files);
  const { bill: merged, conflicts } = merge(
    [
      { bill: own, label: 'the bytes of the wheel', standing: 'observed' },
      ...adoptIdentities(documents, identified).map((document) => ({
        ...document,
        standing: 'declared' as const,
      })),
    ],
    { root },
  );
  // Embedded documents may name parts without saying more of them.
  const bill = orderBill(stateUnidentified(attachLoose(merged)));
  const serial = compact({
    name: root.purl ?? root.name,
    version: root.version ?? '',
    commit: options.commit,
    fileName: options.fileName,
  });
  const described = bill.components.find(({ ref }) => ref === bill.root) ?? root;
  return {
    kind: 'generated',
    bill: compact({
      serialNumber: serialNumber(serial),
      version: 1,
      metadata: ownMetadata(options, described, bill.metadata.tools),
      root: bill.root,
      components: bill.components,
      dependencies: bill.dependencies,
      compositions: bill.compositions,
      properties: filled(
        options.commit === undefined ? [] : [{ name: 'custody:source:commit', value: options.commit }],
      ),
    }),
    conflicts,
    notes: [
      ...notes,
      ...contents.natives
        .filter(({ unread: reason }) => reason !== undefined)
        .map(({ path, unread: reason }) => `${path} could not be looked at: ${reason ?? ''}`),
    ],
  };
};
