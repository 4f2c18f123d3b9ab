import { assertOk, HostError, type HttpPort, shownUrl } from '@custody/host';
import type { EvidenceFile } from '../evidence/find.ts';
import { releaseOfName } from '../evidence/name.ts';
import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { isArray, member, textMember } from '../json/value.ts';

/** PEP 691, "Version + Format Selection"; PEP 740, "Index changes". */
const PAGE = 'application/vnd.pypi.simple.v1+json';
const PROVENANCE = 'application/vnd.pypi.integrity.v1+json, application/json;q=0.9';
const PAGE_LIMITS = { maxBytes: 64 * 2 ** 20, maxDepth: 16 };
const MAX_PROVENANCE = 16 * 2 ** 20;

/** What an index has about one file. `none`: it was asked and has no provenance, and why. */
export type IndexAnswer =
  | { readonly kind: 'evidence'; readonly file: EvidenceFile }
  | { readonly kind: 'none'; readonly why: string };

export type ProvenanceIndex = {
  /** Looks for a file by its name. Throws HostError where the index cannot be asked or answers with nonsense. */
  readonly provenanceOf: (name: string) => Promise<IndexAnswer>;
};

export type ProvenanceIndexOptions = {
  readonly http: Pick<HttpPort, 'get'>;
  /** The root of a simple repository, as `pip --index-url` takes it. */
  readonly index: string;
  readonly signal?: AbortSignal;
};

const none = (why: string): IndexAnswer => ({ kind: 'none', why });

/** Where provenance may lie: anywhere over TLS, or at an index that itself is reached without. */
const provenanceUrl = (written: string, page: string): string => {
  const url = URL.parse(written, page);
  const from = new URL(page);
  if (url === null || (url.protocol !== 'https:' && url.origin !== from.origin))
    throw new HostError('bad-answer', `${shownUrl(page)} names provenance at no https URL`);
  // Who may read the page may read what it names there; nobody else is shown the password.
  if (url.origin === from.origin && url.username === '') {
    url.username = from.username;
    url.password = from.password;
  }
  return url.href;
};

/** Files of a project by name: where the provenance of each is, or `null` where the index says that there is none. */
const readFiles = (bytes: Uint8Array, page: string): ReadonlyMap<string, Json> => {
  const json = readJson(bytes, PAGE_LIMITS);
  const files = json.kind === 'read' ? member(json.value, 'files') : undefined;
  if (!isArray(files))
    throw new HostError('bad-answer', `${shownUrl(page)} answers with no project page in JSON (PEP 691)`);
  return new Map(
    files.flatMap((file) => {
      const name = textMember(file, 'filename');
      return name === undefined ? [] : [[name, member(file, 'provenance') ?? null] as const];
    }),
  );
};

/**
 * Provenance as a package index publishes it (PEP 740): the file's entry in the project's page (simple repository API, JSON)
 * names it. Each page is asked for once. What is given is not verified.
 */
export const provenanceIndex = ({ http, index, signal }: ProvenanceIndexOptions): ProvenanceIndex => {
  const pages = new Map<string, Promise<ReadonlyMap<string, Json> | undefined>>();
  const more = signal === undefined ? {} : { signal };
  const urlOf = (project: string): string => `${index.replace(/\/+$/, '')}/${project}/`;
  const filesOf = async (project: string): Promise<ReadonlyMap<string, Json> | undefined> => {
    const page = urlOf(project);
    const answer = await http.get(page, {
      headers: { accept: PAGE },
      maxBytes: PAGE_LIMITS.maxBytes,
      ...more,
    });
    return answer.status === 404 ? undefined : readFiles(assertOk(answer).body, page);
  };
  return {
    provenanceOf: async (name) => {
      const project = releaseOfName(name).release.name;
      if (project === undefined) return none('it has the name of no wheel and no sdist');
      const held = pages.get(project) ?? filesOf(project);
      pages.set(project, held);
      const files = await held;
      if (files === undefined) return none(`the index does not know ${project}`);
      const written = files.get(name);
      if (written === undefined) return none('the index has no file of that name');
      if (typeof written !== 'string') return none('the index has no provenance of it');
      const url = provenanceUrl(written, urlOf(project));
      const path = shownUrl(url);
      const answer = await http.get(url, {
        headers: { accept: PROVENANCE },
        maxBytes: MAX_PROVENANCE,
        ...more,
      });
      if (answer.status === 404) return none('the index has no provenance of it');
      // PyPI answers so where its administrators have disabled a file's provenance: there, and not to be read.
      if (answer.status === 403)
        return {
          kind: 'evidence',
          file: { kind: 'unreadable', path, reason: 'the index refuses to give it (status 403)' },
        };
      return { kind: 'evidence', file: { kind: 'signed', path, bytes: assertOk(answer).body } };
    },
  };
};
