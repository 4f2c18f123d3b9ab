import { createHash } from 'node:crypto';
import { HostError, type HttpPort } from '@custody/host';
import { normalizeName } from '@custody/python';
import { known, notKnown } from './answer.ts';
import { needsOf } from './needs.ts';
import { filesOf, type Page, type PageFile, readPage } from './page.ts';
import type { Answer, IndexData, IndexFile, Needs } from './types.ts';

/** PEP 691, "Version + Format Selection". */
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const MAX_PAGE = 64 * 1024 * 1024;
const MAX_METADATA = 4 * 1024 * 1024;

export type OnlineOptions = {
  readonly http: Pick<HttpPort, 'get'>;
  /** The root of a simple repository, as `pip --index-url` takes it. */
  readonly index: string;
  readonly signal?: AbortSignal;
};

/** What the network refuses is not known; what the person did (an interrupt) ends the call. */
const asAnswer = (error: unknown): { readonly kind: 'unknown'; readonly reason: string } => {
  if (error instanceof HostError && error.code !== 'aborted') return notKnown(error.message);
  throw error;
};

const getPage = async ({ http, index, signal }: OnlineOptions, name: string): Promise<Answer<Page>> => {
  const base = `${index.replace(/\/+$/, '')}/${name}/`;
  try {
    const answer = await http.get(base, {
      headers: { accept: JSON_TYPE },
      maxBytes: MAX_PAGE,
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status === 404) return notKnown(`the index does not know ${name}`);
    if (answer.status !== 200) return notKnown(`the index answers for ${name} with status ${answer.status}`);
    return readPage(answer.body, name, base);
  } catch (error) {
    return asAnswer(error);
  }
};

/** Of a version's files the one whose metadata speaks for it: all wheels of one should say the same; the first by name is asked. */
const speaker = (files: readonly PageFile[]): PageFile | undefined => {
  const offering = files.filter(({ metadata }) => metadata !== undefined);
  const live = offering.filter(({ yanked }) => yanked === undefined);
  const among = live.length > 0 ? live : offering;
  return among.find(({ kind }) => kind === 'wheel') ?? among[0];
};

const getNeeds = async (
  { http, signal }: OnlineOptions,
  of: string,
  file: PageFile | undefined,
): Promise<Answer<Needs>> => {
  if (file === undefined)
    return notKnown(`the index offers the metadata of ${of} in no file of its own (PEP 658)`);
  const url = new URL(file.url);
  url.hash = '';
  url.pathname += '.metadata';
  try {
    const answer = await http.get(url.href, {
      maxBytes: MAX_METADATA,
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status !== 200)
      return notKnown(`the index answers for the metadata of ${of} with status ${answer.status}`);
    const { sha256 } = file.metadata ?? {};
    // What another file says is not what would be installed.
    if (sha256 !== undefined && createHash('sha256').update(answer.body).digest('hex') !== sha256)
      return notKnown(`the metadata of ${of} is not the one whose hash the index names`);
    return needsOf(answer.body);
  } catch (error) {
    return asAnswer(error);
  }
};

/**
 * Facts from a package index: a project's page in JSON (PEP 691), metadata as files of their own (PEP 658). Each is asked for once
 * and remembered. What the index does not say, or says otherwise than its hashes promise, is unknown. Throws only where the
 * signal ended the call.
 */
export const onlineIndex = (options: OnlineOptions): IndexData => {
  const pages = new Map<string, Promise<Answer<Page>>>();
  const asked = new Map<string, Promise<Answer<Needs>>>();
  const pageOf = (name: string): Promise<Answer<Page>> => {
    const held = pages.get(name) ?? getPage(options, name);
    pages.set(name, held);
    return held;
  };
  return {
    versions: async (written) => {
      const page = await pageOf(normalizeName(written));
      return page.kind === 'known' ? known(page.value.versions) : page;
    },
    files: async (written, version) => {
      const name = normalizeName(written);
      const page = await pageOf(name);
      if (page.kind === 'unknown') return page;
      const files = filesOf(page.value, version);
      return files.length === 0
        ? notKnown(`the index has no files of ${name} ${version}`)
        : known<readonly IndexFile[]>(files);
    },
    metadata: async (written, version) => {
      const name = normalizeName(written);
      const of = `${name} ${version}`;
      const page = await pageOf(name);
      if (page.kind === 'unknown') return page;
      const files = filesOf(page.value, version);
      if (files.length === 0) return notKnown(`the index has no files of ${of}`);
      const held = asked.get(of) ?? getNeeds(options, of, speaker(files));
      asked.set(of, held);
      return held;
    },
  };
};
