import { HostError, type HttpAnswer, type HttpPort } from '@custody/host';
import { type GivenProject, readProjectPage, shownIndex } from '@custody/pins';
import { type IndexStore, MAX_PAGE } from './index-store.ts';
import type { NamedIndex } from './index-url.ts';

/** PEP 691, "Version + Format Selection". */
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const IS_JSON = /^application\/vnd\.pypi\.simple\.(?:v1|latest)\+json\s*(?:;|$)/i;
/** Failures one after the other, after which an index is left alone. */
const PATIENCE = 3;
/** Enough to see that there is a list of projects. */
const SOME = 64 * 1024;

/** What an index answered for a name. */
type Asked = GivenProject | 'absent' | { readonly failed: string };

export type IndexClient = {
  readonly key: string;
  /** Asks for a project by its normalised name; once. Throws where the run is ended. */
  readonly ask: (name: string) => Promise<GivenProject | 'absent' | undefined>;
  /** Ends the asking: whether what it does not have is to be believed, and everything that is to be kept. */
  readonly finish: () => Promise<{
    readonly answers: ReadonlyMap<string, GivenProject | 'absent'>;
    readonly unanswered: ReadonlySet<string>;
    /** Why there are unanswered names. */
    readonly reason?: string;
  }>;
};

const isFailure = (one: Asked): one is { readonly failed: string } =>
  typeof one === 'object' && 'failed' in one;

/** An answer of another place than was asked is not the index's. */
const isFrom = ({ url }: HttpAnswer, base: string): boolean =>
  URL.parse(url)?.origin === URL.parse(base)?.origin;

/** One index, asked through HTTP and kept in a folder. */
export const indexClient = (
  { key, base }: NamedIndex,
  {
    http,
    store,
    signal,
  }: {
    readonly http: Pick<HttpPort, 'get'>;
    readonly store: IndexStore;
    readonly signal: AbortSignal;
  },
): IndexClient => {
  const asked = new Map<string, Promise<Asked>>();
  let failures = 0;
  let given: string | undefined;

  const take = async (name: string): Promise<Asked> => {
    const kept = store.kept(name);
    const answer = await http.get(`${base}${name}/`, {
      headers: { accept: JSON_TYPE },
      maxBytes: MAX_PAGE,
      signal,
      ...(kept && { etag: kept.etag }),
    });
    if (!isFrom(answer, base)) return { failed: `it sends elsewhere, to ${shownIndex(answer.url)}` };
    if (answer.status === 404) return 'absent';
    const still = answer.status === 304 ? kept : undefined;
    if (still === undefined && answer.status !== 200)
      return { failed: `it answers with status ${answer.status}` };
    if (still === undefined && !IS_JSON.test(answer.headers.get('content-type') ?? ''))
      return { failed: 'it does not answer in JSON (PEP 691)' };
    const { body } = still ?? answer;
    const page = readProjectPage(Buffer.from(body).toString('utf8'), name);
    if (typeof page === 'string') return { failed: page };
    if (still === undefined) await store.keep(name, body, answer.headers.get('etag'));
    return page;
  };

  const tried = async (name: string): Promise<Asked> => {
    if (failures >= PATIENCE) return { failed: given ?? 'it does not answer' };
    let got: Asked;
    try {
      got = await take(name);
    } catch (error) {
      if (!(error instanceof HostError) || error.code === 'aborted') throw error;
      got = { failed: error.message };
    }
    failures = isFailure(got) ? failures + 1 : 0;
    if (isFailure(got)) given ??= got.failed;
    return got;
  };

  /** An address where nothing is found may be no index at all; one that is has a list of projects at its root. */
  const isIndex = async (): Promise<boolean> => {
    try {
      const answer = await http.get(base, { headers: { accept: JSON_TYPE }, maxBytes: SOME, signal });
      return (
        answer.status === 200 &&
        isFrom(answer, base) &&
        IS_JSON.test(answer.headers.get('content-type') ?? '')
      );
    } catch (error) {
      if (!(error instanceof HostError) || error.code === 'aborted') throw error;
      return error.code === 'too-large';
    }
  };

  return {
    key,
    ask: async (name) => {
      const held = asked.get(name) ?? tried(name);
      asked.set(name, held);
      const answer = await held;
      return isFailure(answer) ? undefined : answer;
    },
    finish: async () => {
      const all = await Promise.all([...asked].map(async ([name, one]) => [name, await one] as const));
      const absent = new Set(all.filter(([, one]) => one === 'absent').map(([name]) => name));
      const pages = new Set(
        all.filter(([, one]) => one !== 'absent' && !isFailure(one)).map(([name]) => name),
      );
      const believed = absent.size === 0 || pages.size > 0 || (await isIndex());
      if (believed) await store.keepAbsent(absent, pages);
      const reason = believed
        ? given
        : 'it has none of the names, and is no index that answers in JSON (PEP 691)';
      const answers = all.filter(
        (one): one is readonly [string, GivenProject | 'absent'] =>
          !isFailure(one[1]) && (believed || one[1] !== 'absent'),
      );
      const known = new Map(answers);
      return {
        answers: known,
        unanswered: new Set([...asked.keys()].filter((name) => !known.has(name))),
        ...(reason !== undefined && { reason }),
      };
    },
  };
};
