import { type Collector, collector } from '../file/collector.ts';
import { decodeText } from '../file/decode.ts';
import { quote } from '../problem/quote.ts';
import type { RecordCode } from './codes.ts';
import { readHash } from './hash.ts';
import { pathProblems } from './path.ts';
import { type CsvRecord, scanCsv } from './scan.ts';
import type { ParsedRecord, RecordRow } from './types.ts';

export type RecordOptions = {
  /** The RECORD's own path in the archive; else the first row that looks like one is taken for it. */
  readonly path?: string;
  /** No more rows than this are read; 1,000,000 by default. */
  readonly maxRows?: number;
};

const OWN = /^[^/]+\.dist-info\/RECORD$/;
const SIGNATURE = /^[^/]+\.dist-info\/RECORD\.(?:jws|p7s)$/;
/** Python's int() takes more than ASCII digits, so only they are a size; 16 digits are within Number's exact range or refused below. */
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

type Problems = Collector<RecordCode>;

const layoutProblems = (record: CsvRecord, text: string, problems: Problems): void => {
  const { line } = record;
  if (record.strayQuote)
    problems.add({ code: 'quoting', message: 'The row holds a quote where the CSV dialect has none.', line });
  if (record.quotedNewline)
    problems.add({ code: 'quoted-newline', message: 'A quoted field holds a line break.', line });
  if (text[record.stop] === '\r' && text[record.stop + 1] !== '\n')
    problems.add({ code: 'line-terminator', message: 'The line ends in a lone carriage return.', line });
  if (record.fields.length !== 3)
    problems.add({
      code: 'column-count',
      message: `The row has ${record.fields.length} columns, not path, hash and size.`,
      line,
    });
};

const readSize = (column: string, line: number, problems: Problems): number | undefined => {
  if (column === '') return undefined;
  const size = SIZE.test(column) ? Number(column) : Number.NaN;
  if (Number.isSafeInteger(size)) return size;
  problems.add({
    code: 'bad-size',
    message: `The size ${quote(column)} is not a decimal number of bytes.`,
    line,
  });
  return undefined;
};

const readRow = (record: CsvRecord, text: string, own: boolean, problems: Problems): RecordRow => {
  const { line, start, stop, end } = record;
  const [path = '', hashColumn = '', sizeColumn = ''] = record.fields;
  for (const said of pathProblems(path)) problems.add({ ...said, line });
  const read = hashColumn === '' ? undefined : readHash(hashColumn);
  for (const said of read?.problems ?? []) problems.add({ ...said, line });
  const size = readSize(sizeColumn, line, problems);
  const shown = quote(path);
  if (own) {
    if (hashColumn !== '' || sizeColumn !== '')
      problems.add({
        code: 'own-row-not-empty',
        message: `The row of ${shown} itself has a hash or a size.`,
        line,
      });
  } else if (!path.endsWith('/')) {
    if (hashColumn === '')
      problems.add({ code: 'missing-hash', message: `The row of ${shown} has no hash.`, line });
    if (sizeColumn === '')
      problems.add({ code: 'missing-size', message: `The row of ${shown} has no size.`, line });
  }
  if (SIGNATURE.test(path))
    problems.add({ code: 'signature-row', message: `${shown} must not be mentioned in RECORD.`, line });
  const row = { path, line, raw: text.slice(start, stop), start, end };
  return {
    ...row,
    ...(read?.hash === undefined ? {} : { hash: read.hash }),
    ...(size === undefined ? {} : { size }),
  };
};

/**
 * Reads a RECORD file: what its rows say, and everything that does not hold about it by itself (whether the archive agrees is for
 * `inspectWheel`). Quotes, embedded commas and line breaks are read exactly as Python's csv module reads them; `line` counts
 * physical lines. Never throws; linear in time and memory.
 * Recording installed projects, "The RECORD file"; Binary distribution format, "The .dist-info directory".
 */
export const parseRecord = (bytes: Uint8Array, options: RecordOptions = {}): ParsedRecord => {
  const { text, exact, problems: decoding } = decodeText(bytes);
  const problems = collector<RecordCode>();
  for (const problem of decoding) problems.add(problem);
  const rows: RecordRow[] = [];
  const seen = new Map<string, number>();
  const maxRows = options.maxRows ?? 1_000_000;
  let own: RecordRow | undefined;
  for (const record of scanCsv(text)) {
    if (rows.length >= maxRows) {
      problems.add({
        code: 'too-large',
        message: `The file has more than ${maxRows} rows; the rest was not read.`,
        line: record.line,
      });
      break;
    }
    if (record.fields.length === 0) {
      problems.add({ code: 'blank-line', message: 'The line is blank.', line: record.line });
      continue;
    }
    layoutProblems(record, text, problems);
    const path = record.fields[0] ?? '';
    const isOwn = options.path === undefined ? own === undefined && OWN.test(path) : path === options.path;
    const row = readRow(record, text, isOwn, problems);
    const before = seen.get(row.path);
    if (before === undefined) seen.set(row.path, row.line);
    else
      problems.add({
        code: 'duplicate-row',
        message: `${quote(row.path)} has a row on line ${before} already.`,
        line: row.line,
      });
    if (isOwn) own = row;
    rows.push(row);
  }
  if (own === undefined) problems.add({ code: 'own-row-missing', message: 'RECORD has no row for itself.' });
  else if (own !== rows.at(-1))
    problems.add({
      code: 'own-row-not-last',
      message: 'The row of RECORD itself is not the last.',
      line: own.line,
    });
  const feed = text.indexOf('\n');
  return {
    rows,
    text,
    exact,
    terminator: feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n',
    problems: problems.done(),
  };
};
