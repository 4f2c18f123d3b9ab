import { type Accounted, unaudited } from '@custody/audit';
import type { FilePort } from '@custody/host';
import { generateEnvironment, inspectEnvironment } from '@custody/sbom';
import { accountBill } from './bill.ts';
import { accountInterpreter } from './interpreter.ts';
import type { CollectedArtifact } from './types.ts';

export type EnvironmentAuditOptions = { readonly files?: FilePort; readonly signal?: AbortSignal };

/** Notes about something that is installed and of which nothing else is known. */
const UNIDENTIFIED =
  /is installed in a form that is not read|has no METADATA|names no release|has no name that can be used|no distribution accounts for/;

/**
 * Takes every distribution of a `site-packages` directory, with what lies inside them: SBOMs that they carry, libraries bundled or linked
 * in. Nothing is imported or run. What no distribution accounts for is an entry too, and unaudited. Throws only where the directory cannot be read.
 */
export const collectEnvironment = async (
  directory: string,
  options: EnvironmentAuditOptions = {},
): Promise<CollectedArtifact> => {
  const contents = await inspectEnvironment(directory, options);
  const generation = generateEnvironment(contents, { timestamp: '1970-01-01T00:00:00Z' });
  if (generation.kind === 'refused') {
    const accounted: readonly Accounted[] = [
      unaudited({ text: directory, location: { file: directory } }, 'malformed', generation.reason),
    ];
    return { input: { path: directory, format: 'site-packages', accounted }, problems: [] };
  }
  const { bill, notes, conflicts } = generation;
  const unknown = notes
    .filter((note) => UNIDENTIFIED.test(note))
    .map((note) =>
      unaudited({ text: note.slice(0, 200), location: { file: directory } }, 'unidentified', note),
    );
  return {
    input: {
      path: directory,
      format: 'site-packages',
      accounted: [
        ...accountInterpreter(directory),
        ...accountBill(bill, { file: directory, bundled: true, root: false }),
        ...unknown,
      ],
    },
    problems: [
      ...notes.filter((note) => !UNIDENTIFIED.test(note)),
      ...conflicts.map(({ component, field }) => `documents disagree on the ${field} of ${component}`),
    ].map((message) => ({ file: directory, message })),
  };
};
