declare const purlBrand: unique symbol;

/** A purl in its canonical form: equal strings name the same package, and the same package has equal strings. */
export type Purl = string & { readonly [purlBrand]: true };

/** The parts of a purl, decoded (ECMA-427). `type` in lower case. */
export type PurlParts = {
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly subpath?: string;
};

export type PurlReading =
  | { readonly kind: 'purl'; readonly parts: PurlParts; readonly canonical: Purl }
  | { readonly kind: 'malformed'; readonly message: string };
