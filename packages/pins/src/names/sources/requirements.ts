import { normalizeName } from '@custody/python';
import { requirementsOf } from '../../repository/requirements.ts';
import type { SourceFile } from '../../repository/source.ts';
import { nameInRequirement, namedIn } from './text.ts';
import type { NameSink } from './types.ts';

/** Files that pip would be given, by their names: requirements and constraints. */
export const isRequirementsPath = (path: string): boolean =>
  /(?:^|\/)[^/]*(?:requirements|constraints)[^/]*\.(?:txt|in)$/i.test(path) ||
  /(?:^|\/)(?:requirements|constraints)\/(?:[^/]+\/)?[^/]+\.(?:txt|in)$/i.test(path);

/** The names that a requirements file asks an index for. */
export const readRequirementNames = (file: SourceFile, sink: NameSink): void => {
  const reading = requirementsOf(file);
  if (reading.kind === 'unreadable') return void sink.unread({ path: file.path, reason: reading.reason });
  for (const entry of reading.entries) {
    if (entry.kind === 'requirement') {
      const { requirement, tokens } = entry;
      if (requirement.target.kind === 'url') continue;
      const { text, range } = tokens().name;
      sink.project(namedIn(file, range, text, 'requirements', requirement.marker));
    } else if (entry.kind === 'malformed') {
      const named = nameInRequirement(entry.text);
      if (named !== undefined) sink.project(namedIn(file, entry.range, named.written, 'requirements'));
    } else if (entry.kind === 'editable' && entry.address.name !== undefined)
      sink.own(normalizeName(entry.address.name));
  }
};
