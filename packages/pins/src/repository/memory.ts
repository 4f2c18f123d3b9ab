import { sourceFile } from './source.ts';
import type { FileReading, Repository } from './types.ts';

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A repository whose files are in hand: contents by path. */
export const memoryRepository = (
  files: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>,
): Repository => {
  const contents = new Map(files instanceof Map ? files : Object.entries(files));
  const readings = new Map<string, FileReading>();
  return {
    paths: [...contents.keys()].sort(byCodeUnit),
    gaps: [],
    links: [],
    has: (path) => contents.has(path),
    read: (path) => {
      const known = readings.get(path);
      if (known !== undefined) return known;
      const content = contents.get(path);
      if (content === undefined) return undefined;
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const reading: FileReading = { kind: 'file', file: sourceFile(path, bytes) };
      readings.set(path, reading);
      return reading;
    },
  };
};
