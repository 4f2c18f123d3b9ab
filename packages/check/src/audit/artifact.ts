import { type Accounted, type CollectProblem, unaudited } from '@custody/audit';
import type { ByteSource } from '@custody/archive';
import { digestOf } from '@custody/host';
import { inspectSdist, versionText } from '@custody/python';
import {
  generateFromWheel,
  generateSource,
  type Generation,
  inspectSourceArchive,
  inspectWheelContents,
  type WheelContents,
} from '@custody/sbom';
import { accountBill } from './bill.ts';
import type { CollectedArtifact } from './types.ts';

export type ArtifactOptions = { readonly signal?: AbortSignal };

/** Bills are made to be read here: when, does not matter. */
const TIMESTAMP = '1970-01-01T00:00:00Z';

const lost = (file: string, reason: string): readonly Accounted[] => [
  unaudited({ text: file, location: { file } }, 'malformed', `it cannot be read: ${reason}`),
];

const named = (file: string, messages: readonly string[]): readonly CollectProblem[] =>
  messages.map((message) => ({ file, message }));

/** What a generated bill gives, its root included: the release itself has advisories too. */
const fromGeneration = (
  file: string,
  generation: Generation,
): Omit<CollectedArtifact, 'input'> & { readonly accounted: readonly Accounted[] } => {
  if (generation.kind === 'refused') return { accounted: lost(file, generation.reason), problems: [] };
  const { bill, notes, conflicts } = generation;
  const said = conflicts.map(
    ({ component, field, claims }) =>
      `Documents disagree on the ${field} of ${component}: ${claims.map(({ label, value }) => `${label} says ${value}`).join(', ')}`,
  );
  return {
    accounted: accountBill(bill, { file, bundled: true, root: true }),
    problems: named(file, [...notes, ...said]),
  };
};

/** Embedded documents and binaries that could not be read: what they would have named is not known. */
const unreadParts = (file: string, { documents, natives }: WheelContents): readonly Accounted[] => [
  ...documents
    .filter(({ reading }) => reading?.document?.detection.supported !== true)
    .map(({ path }) =>
      unaudited(
        { text: path, location: { file, entry: path } },
        'malformed',
        'the embedded SBOM cannot be read: what it declares is not known',
      ),
    ),
  ...natives
    .filter(({ unread }) => unread !== undefined)
    .map(({ path, unread }) =>
      unaudited(
        { text: path, location: { file, entry: path } },
        'unidentified',
        `the binary could not be looked at: ${unread ?? ''}`,
      ),
    ),
];

/** Accounts for what was seen in a wheel that has been looked through with `evidence`; see `collectWheel`. */
export const accountWheel = (
  contents: WheelContents,
  source: ByteSource,
  file: string,
  fileName: string,
): CollectedArtifact => {
  const generation = generateFromWheel(contents, { timestamp: TIMESTAMP, fileName });
  const { accounted, problems } = fromGeneration(file, generation);
  const metadata = contents.inspection.metadata?.parsed.metadata;
  const requires = metadata?.requiresDist.length ?? 0;
  return {
    input: {
      path: file,
      format: 'wheel',
      sha256: digestOf(source),
      size: source.size,
      ...(metadata?.name === undefined ? {} : { name: metadata.name }),
      ...(metadata?.version === undefined ? {} : { version: metadata.version }),
      accounted: [...accounted, ...unreadParts(file, contents)],
    },
    problems: [
      ...problems,
      ...(requires === 0
        ? []
        : named(file, [
            `It requires ${requires === 1 ? 'another project, which is' : `${requires} other projects, which are`} not in it: audit the lock or the environment`,
          ])),
    ],
  };
};

/**
 * Takes everything that a wheel holds: the release itself, what embedded SBOMs declare, libraries that were bundled or linked in, each
 * with the evidence for it. Nothing is run. What its metadata requires is not in it, and said so.
 */
export const collectWheel = async (
  source: ByteSource,
  file: string,
  fileName: string,
  { signal }: ArtifactOptions = {},
): Promise<CollectedArtifact> => {
  const contents = await inspectWheelContents(source, fileName, {
    evidence: true,
    verifyRecord: true,
    ...(signal === undefined ? {} : { signal }),
  });
  return accountWheel(contents, source, file, fileName);
};

/** Takes what an sdist holds: the release itself, components that it declares or vendors, and SBOMs in it. Nothing is run. */
export const collectSdist = async (
  source: ByteSource,
  file: string,
  fileName: string,
  { signal }: ArtifactOptions = {},
): Promise<CollectedArtifact> => {
  const options = signal === undefined ? {} : { signal };
  const { pkgInfo, filename } = await inspectSdist(source, fileName, options);
  const contents = await inspectSourceArchive(source, fileName, options);
  const said = pkgInfo?.parsed.metadata;
  const name = said?.name ?? (filename.kind === 'ok' ? filename.name : undefined);
  const version = said?.version ?? (filename.kind === 'ok' ? versionText(filename.version) : undefined);
  const generation = generateSource(contents, {
    timestamp: TIMESTAMP,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
  });
  const { accounted, problems } = fromGeneration(file, generation);
  const unread = contents.unread.map(({ path, reason }) =>
    unaudited(
      { text: path === '' ? file : path, location: { file, ...(path === '' ? {} : { entry: path }) } },
      'malformed',
      `it was not read: ${reason}`,
    ),
  );
  return {
    input: {
      path: file,
      format: 'sdist',
      ...(contents.sha256 === undefined ? {} : { sha256: contents.sha256 }),
      size: source.size,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
      accounted: [...accounted, ...unread],
    },
    problems,
  };
};
