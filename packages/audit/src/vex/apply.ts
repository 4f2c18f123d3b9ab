import { compareText, type StatementFact } from '@custody/findings';
import type { Flaw } from '../flaw/index.ts';
import { makeSchemes, type Schemes } from '../match/index.ts';
import { momentKey } from '../osv/time.ts';
import type { AuditInput, Subject } from '../subject/index.ts';
import { readPurl } from './purl.ts';
import type { VexDocument, VexPurl, VexStatement } from './types.ts';

type Told = { readonly statement: VexStatement; readonly document: VexDocument; readonly order: number };

const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ['pypi', 'PyPI'],
  ['cargo', 'crates.io'],
]);

/** Whether a statement's purl covers a component: without a version all of them; each qualifier that it gives must be there. */
const covers = (wanted: VexPurl, found: VexPurl | undefined, schemes: Schemes): boolean => {
  if (found === undefined || wanted.type !== found.type) return false;
  if (wanted.namespace !== found.namespace || wanted.name !== found.name) return false;
  for (const [key, value] of wanted.qualifiers) if (found.qualifiers.get(key) !== value) return false;
  if (wanted.version === undefined || wanted.version === found.version) return true;
  const scheme = schemes.ofEcosystem(ECOSYSTEMS.get(wanted.type) ?? '');
  const key = found.version === undefined ? undefined : scheme?.key(found.version);
  return key !== undefined && scheme?.key(wanted.version) === key;
};

/** The input's own project, as a product of which components are part. */
const productOf = ({ name, version }: AuditInput): VexPurl | undefined =>
  name === undefined
    ? undefined
    : {
        type: 'pypi',
        namespace: '',
        name,
        ...(version === undefined ? {} : { version }),
        qualifiers: new Map(),
      };

/** "Fixed" in every version there ever was cannot be meant: a version must be named. */
const isUsable = (statement: VexStatement, purl: VexPurl): boolean =>
  statement.status !== 'fixed' || purl.version !== undefined;

const concerns = (
  statement: VexStatement,
  subject: VexPurl | undefined,
  product: VexPurl | undefined,
  schemes: Schemes,
) =>
  statement.products.some(({ purl, subcomponents }) =>
    subcomponents.length === 0
      ? isUsable(statement, purl) && covers(purl, subject, schemes)
      : covers(purl, product, schemes) &&
        subcomponents.some((part) => isUsable(statement, part) && covers(part, subject, schemes)),
  );

const factOf = ({ statement, document }: Told): StatementFact | undefined => {
  const { status, justification, detail, timestamp } = statement;
  if (status !== 'not_affected' && status !== 'fixed') return undefined;
  return {
    author: document.author,
    document: document.path,
    sha256: document.sha256,
    status,
    ...(justification === undefined ? {} : { justification }),
    ...(detail === undefined ? {} : { detail }),
    timestamp,
  };
};

/**
 * Tells for a flaw of a component who says that it does not count. Of all statements about both the latest decides, by its
 * timestamp, then by its place: whoever later says "affected" takes back an earlier "not affected". A component that is
 * itself malicious is excused by nobody.
 */
export const statementFinder = (
  documents: readonly VexDocument[],
): ((flaw: Flaw, subject: Subject, input: AuditInput) => StatementFact | undefined) => {
  const schemes = makeSchemes();
  const byId = new Map<string, Told[]>();
  let order = 0;
  for (const document of documents) {
    for (const statement of document.statements) {
      order += 1;
      for (const id of new Set(statement.ids.map((one) => one.toUpperCase()))) {
        const told = byId.get(id);
        if (told === undefined) byId.set(id, [{ statement, document, order }]);
        else told.push({ statement, document, order });
      }
    }
  }
  return (flaw, subject, input) => {
    if (flaw.malicious || byId.size === 0) return undefined;
    const [found, product] = [readPurl(subject.purl), productOf(input)];
    const [last] = flaw.ids
      .flatMap((id) => byId.get(id.toUpperCase()) ?? [])
      .filter(({ statement }) => concerns(statement, found, product, schemes))
      .sort(
        (a, b) =>
          compareText(momentKey(b.statement.timestamp), momentKey(a.statement.timestamp)) ||
          b.order - a.order,
      );
    return last === undefined ? undefined : factOf(last);
  };
};
