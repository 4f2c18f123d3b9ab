import type { SourceFile } from '../repository/source.ts';
import type { ByteRange } from '../types.ts';

type At = { readonly file: SourceFile; readonly range: ByteRange };

/** An index, or a page of links, that is configured somewhere. */
export type IndexUse = At & {
  /** `default`: instead of PyPI; `extra`: beside it; `explicit`: only for what names it; `links`: a page or folder of files. */
  readonly role: 'default' | 'extra' | 'explicit' | 'links';
  /** As written. It may hold a password. */
  readonly url: string;
  /** False where it is only known when it runs. */
  readonly known: boolean;
  readonly name?: string;
  /** Of the address alone, where it is written in one piece and can be replaced. */
  readonly valueRange?: ByteRange;
};

/** How one of several indexes is chosen: `merged`: the highest version of all of them; `first`: the first that has the name. */
export type IndexStrategy = 'merged' | 'first';

/** What is configured together: the settings of one file, or of one command with its environment. */
export type IndexScope = At & {
  readonly tool: 'pip' | 'uv' | 'poetry' | 'pdm' | 'pipenv';
  /** What configures it, in words: `pip.conf`, `pip install`. */
  readonly what: string;
  readonly uses: readonly IndexUse[];
  readonly strategy: IndexStrategy;
  /** The setting that chose it, where one did. */
  readonly chosen?: At & { readonly text: string; readonly valueRange?: ByteRange };
  /** PyPI is asked too. */
  readonly pypi: boolean;
  /** Hosts whose certificates are not checked. */
  readonly trusted: readonly (At & { readonly host: string })[];
  /** Only files with known hashes are taken: which index sends them does not matter then. */
  readonly hashed: boolean;
  /** Projects that this scope asks for, normalised. */
  readonly names: readonly string[];
};
