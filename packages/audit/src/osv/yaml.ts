import { parseDocument } from 'yaml';
import { LIMITS } from './limits.ts';
import { type OsvReading, readOsv } from './read.ts';

const dropped = (message: string): OsvReading => ({
  problems: [{ code: 'not-yaml', effect: 'record-dropped', message, where: '' }],
});

/** A record of the PyPA database is some kilobytes; YAML is slow to read, and can be made slower. */
const MAX = Math.min(LIMITS.record, 4 * 1024 * 1024);

/**
 * Reads one record as the PyPA database keeps it: YAML 1.2 in its core schema, no aliases (OSV has no use for them, an alias bomb
 * has), no member twice. Never throws.
 */
export const parseOsvYaml = (text: string): OsvReading => {
  if (text.length > MAX) return dropped(`${text.length} characters, ${MAX} are allowed`);
  try {
    const document = parseDocument(text, {
      schema: 'core',
      uniqueKeys: true,
      logLevel: 'error',
      prettyErrors: false,
    });
    const [error] = document.errors;
    if (error !== undefined) return dropped(error.message.slice(0, 200));
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return readOsv(value);
  } catch (error) {
    return dropped(error instanceof Error ? error.message.slice(0, 200) : 'not YAML');
  }
};
