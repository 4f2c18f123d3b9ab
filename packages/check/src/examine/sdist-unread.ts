import { quoteName } from '@custody/archive';
import type { SdistInspection } from '@custody/python';

/** Why a file was not read, and its name in the archive. */
export type Unread = { readonly reason: string; readonly entry: string };

/**
 * Why an sdist's PKG-INFO or pyproject.toml was not read although the archive has something of that name; undefined where it
 * has none. Of several the last counts, as when the archive is unpacked.
 */
export const whyUnread = (
  { archive, files, notKept, topDirectory }: SdistInspection,
  name: 'PKG-INFO' | 'pyproject.toml',
): Unread | undefined => {
  const entries: readonly { readonly name: string; readonly kind: string }[] = archive.reading.entries;
  const isMeant = (path: string): boolean =>
    topDirectory === undefined
      ? path.endsWith(`/${name}`) && path.indexOf('/') === path.length - name.length - 1
      : path === `${topDirectory}/${name}`;
  const entry = entries.findLast((one) => isMeant(one.name));
  if (entry === undefined) return undefined;
  const why = (): string => {
    if (topDirectory === undefined) return 'was not read, as there is no single top directory';
    if (entry.kind !== 'file') return `is no regular file (${entry.kind})`;
    if (notKept.includes(entry.name)) return 'is too large to be read';
    const complete = files.findLast((file) => file.name === entry.name)?.complete === true;
    return complete ? 'was not read' : 'could not be read whole';
  };
  return { reason: `${quoteName(entry.name)} ${why()}`, entry: entry.name };
};
