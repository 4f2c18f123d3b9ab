import type { Rule } from '@custody/findings';
import { codeCell } from '../../document/cell.ts';
import { type Drift, driftOf } from '../../document/compare.ts';
import { readDocument } from '../../document/read.ts';
import { surfacesOf } from '../../document/surfaces/index.ts';
import type { SourceFile } from '../../repository/source.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'pin/document-drift',
  title: 'The supply-chain document says what the repository does',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Whoever reads the document decides by it what to trust: what it leaves out nobody looks at, and what it still names nobody checks.',
  todo: 'Look at what changed; then bring the document up to date with custody pin --write-policy.',
};

/** Where the document is looked for. */
export const DOCUMENT_PATH = 'SUPPLY_CHAIN.md';

const place = (file: SourceFile, at: number, note?: string) => placeAt(file, { start: at, end: at }, note);

const observe = (file: SourceFile, drift: Drift): Observation => {
  if (drift.kind === 'unsaid') {
    const { surface, entry } = drift;
    return {
      kind: 'found',
      at: place(entry.file, entry.at),
      message: `${surface}: ${codeCell(entry.name)}, pinned to ${codeCell(entry.pin)}, is not in ${file.path}.`,
      key: `${surface} ${entry.name} ${entry.pin}`,
    };
  }
  const { row } = drift;
  if (drift.kind === 'stale')
    return {
      kind: 'found',
      at: place(file, row.at),
      message: `${row.surface}: nothing leans on ${row.name}, pinned to ${row.pin}, any more.`,
      key: `${row.surface} ${row.name} ${row.pin}`,
    };
  return {
    kind: 'found',
    at: place(file, row.at),
    related: [place(drift.entry.file, drift.entry.at, 'what is used')],
    message: `${row.surface}: ${row.name} is pinned to ${codeCell(drift.entry.pin)}, and the document says ${row.pin}.`,
    key: `${row.surface} ${row.name} ${row.pin}`,
  };
};

/** Where a document with custody's marks and the repository disagree, both ways. Without marks there is nothing to hold to. */
export const documentDrift: PinRule = {
  rule,
  *judge(view) {
    const path = view.outside.document ?? DOCUMENT_PATH;
    const demanded = view.outside.document !== undefined;
    const reading = view.repository.read(path);
    if (reading?.kind === 'unreadable') yield { kind: 'unknown', at: { path }, reason: reading.reason };
    if (reading?.kind !== 'file') {
      if (demanded && reading === undefined)
        yield {
          kind: 'found',
          at: { path },
          message: `There is no ${path}.`,
          todo: 'Draft it with custody pin --write-policy.',
          key: 'none',
        };
      return;
    }
    const { file } = reading;
    const document = readDocument(file);
    if (document.kind === 'none') {
      if (demanded)
        yield {
          kind: 'found',
          at: { path },
          message: `${path} has no block between custody’s marks.`,
          todo: 'Add it with custody pin --write-policy: your own words stay.',
          key: 'no block',
        };
      return;
    }
    if (document.kind === 'malformed') {
      yield {
        kind: 'found',
        at: place(file, document.at),
        message: `In ${path} ${document.message}.`,
        key: 'malformed',
      };
      return;
    }
    for (const { at, message } of document.problems)
      yield { kind: 'found', at: place(file, at), message: `In ${path} ${message}.`, key: 'line' };
    for (const one of driftOf(document.rows, surfacesOf(view))) yield observe(file, one);
  },
};
