import { join } from 'node:path';
import { ensureDirectory, type FilePort, writeNew } from '@custody/host';
import type { WheelContents } from '../inspect.ts';

export type ExtractOptions = {
  /** Where the files go; made where it is missing. */
  readonly directory: string;
  readonly port?: FilePort;
  readonly signal?: AbortSignal;
};

export type Extraction = {
  /** Files that were written, with the entry that each came from. */
  readonly written: readonly { readonly path: string; readonly entry: string }[];
  /** Documents that were not written, and why. */
  readonly refused: readonly { readonly entry: string; readonly reason: string }[];
};

/** Letters, digits, `.`, `_`, `+` and `-`, and no dot at either end: means the same on every system. */
const SAFE = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,180}[A-Za-z0-9])?$/;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

type Planned = { readonly entry: string; readonly name: string; readonly bytes: Uint8Array };

/** Names that are safe and different everywhere; what lies in folders below `sboms/` is named by its path. */
const planOf = (
  contents: WheelContents,
): { planned: Planned[]; refused: Extraction['refused'][number][] } => {
  const prefix = `${contents.inspection.distInfo ?? ''}/sboms/`;
  const planned: Planned[] = [];
  const refused: Extraction['refused'][number][] = [];
  const taken = new Set<string>();
  for (const { path: entry, bytes } of contents.documents) {
    const name = entry.slice(prefix.length).replaceAll('/', '--');
    const refuse = (reason: string): void => {
      refused.push({ entry, reason });
    };
    if (bytes === undefined) refuse('its content is damaged or too large');
    else if (!SAFE.test(name) || DEVICE.test(name)) refuse('its name is not safe for a file');
    else if (taken.has(name.toLowerCase())) refuse('another document has the same name');
    else {
      taken.add(name.toLowerCase());
      planned.push({ entry, name, bytes });
    }
  }
  return { planned, refused };
};

/**
 * Writes a wheel's documents into a directory, byte for byte, each under its own file name if that is safe. What is there already is
 * never replaced: throws HostError `exists`, or what else keeps a file from being written; files written before stay.
 */
export const extractDocuments = async (
  contents: WheelContents,
  { directory, port, signal }: ExtractOptions,
): Promise<Extraction> => {
  const { planned, refused } = planOf(contents);
  const written: { path: string; entry: string }[] = [];
  if (planned.length > 0) ensureDirectory(directory, port);
  for (const { entry, name, bytes } of planned) {
    const path = join(directory, name);
    await writeNew(path, (sink) => sink.write(bytes), {
      ...(port === undefined ? {} : { files: port }),
      ...(signal === undefined ? {} : { signal }),
    });
    written.push({ path, entry });
  }
  return { written, refused };
};
