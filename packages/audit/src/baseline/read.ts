import { REPORT_SCHEMA } from '@custody/findings';
import { scanJson } from '../osv/scan.ts';

/** What an earlier report knew of one input. */
export type BaselineInput = {
  /** Canonical purls that it audited. */
  readonly components: ReadonlySet<string>;
  /** Flaws that it told, by the component's ecosystem and name: every id of each. */
  readonly flaws: ReadonlyMap<string, ReadonlySet<string>>;
};

/** An earlier report, as far as a comparison needs it. */
export type Baseline = {
  /** Digest of the database that it rested on, lower-case hex; absent where it says none. */
  readonly database?: string;
  readonly inputs: ReadonlyMap<string, BaselineInput>;
};

export type BaselineReading =
  | { readonly kind: 'ok'; readonly baseline: Baseline }
  /** One sentence: why it cannot be compared with. */
  | { readonly kind: 'invalid'; readonly message: string };

const LARGEST = 256 << 20;
const DEEPEST = 64;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Names one package across versions. */
export const packageKey = (of: { readonly ecosystem?: unknown; readonly name?: unknown }): string =>
  JSON.stringify([of.ecosystem ?? '', of.name ?? '']);

const readInput = (subject: Members): BaselineInput => {
  const flaws = new Map<string, Set<string>>();
  for (const { component, advisory } of objects(subject['findings'])) {
    if (!isMembers(component) || !isMembers(advisory)) continue;
    const key = packageKey({ ecosystem: component['ecosystem'], name: component['name'] });
    const ids = flaws.get(key) ?? new Set();
    for (const id of texts(advisory['ids'])) ids.add(id);
    flaws.set(key, ids);
  }
  const inventory = subject['inventory'];
  return { components: new Set(isMembers(inventory) ? texts(inventory['components']) : []), flaws };
};

const databaseOf = (facts: unknown): string | undefined => {
  const value = objects(facts).find(({ name }) => name === 'advisories')?.['value'];
  return typeof value === 'string' ? /^sha256 ([0-9a-f]{64})\b/.exec(value)?.[1] : undefined;
};

/** Reads a report that `--format json` wrote. A report of another kind or with members that stand twice is refused whole. */
export const readBaseline = (bytes: Uint8Array): BaselineReading => {
  const invalid = (message: string): BaselineReading => ({ kind: 'invalid', message });
  if (bytes.length > LARGEST) return invalid(`the earlier report has more than ${LARGEST} bytes`);
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return invalid('the earlier report is no JSON; write one with --format json');
  }
  const odd = scanJson(text, DEEPEST);
  if (odd !== undefined) return invalid(`the earlier report: ${odd.message}`);
  if (!isMembers(value) || value['schema'] !== REPORT_SCHEMA)
    return invalid(`the earlier report is not of the kind ${REPORT_SCHEMA}`);
  const inputs = new Map<string, BaselineInput>();
  for (const subject of objects(value['subjects'])) {
    const { path } = subject;
    if (typeof path === 'string' && isMembers(subject['inventory'])) inputs.set(path, readInput(subject));
  }
  const database = databaseOf(value['facts']);
  return { kind: 'ok', baseline: { ...(database === undefined ? {} : { database }), inputs } };
};
