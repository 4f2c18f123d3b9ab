/** What a written entry is made of. Where nothing is said, a replaced entry keeps what it had. */
export type NewContent = {
  readonly content: Uint8Array;
  /** Default: deflated, at zlib's level 6. */
  readonly method?: 'deflated' | 'stored';
  /** MS-DOS time and date; default 1980-01-01 00:00. */
  readonly dosTime?: number;
  readonly dosDate?: number;
  /** Unix mode with the file type: default 0o100644, for a directory 0o040755. */
  readonly mode?: number;
};

/** One change. Names are entry names as `readZip` decodes them; a directory's ends with a slash. */
export type ZipEdit =
  | { readonly kind: 'remove'; readonly name: string }
  | ({ readonly kind: 'replace'; readonly name: string } & NewContent)
  | ({ readonly kind: 'add'; readonly name: string } & NewContent);
