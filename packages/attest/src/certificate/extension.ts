import { booleanOf, namedBitsOf, oidOf, smallIntegerOf } from '../der/values.ts';
import { children, contents, type Der, expectTag, Malformed, readDer, TAG, wholeDer } from '../der/read.ts';

/** One extension of a certificate (RFC 5280, 4.2). */
export type Extension = {
  readonly critical: boolean;
  /** What the OCTET STRING holds. */
  readonly value: Buffer;
  /** Where the extension stands as a whole. */
  readonly der: Der;
};

export const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  sctList: '1.3.6.1.4.1.11129.2.4.2',
  fulcio: '1.3.6.1.4.1.57264.1',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

const MAX_EXTENSIONS = 100;

/** Extensions by object identifier. Throws Malformed for one that is there twice (RFC 5280, 4.2). */
export const readExtensions = (wrapped: Der): ReadonlyMap<string, Extension> => {
  const list = expectTag(readDer(wrapped.source, wrapped.from, wrapped.end), TAG.sequence, 'the extensions');
  if (list.end !== wrapped.end) throw new Malformed('DER: bytes after the extensions');
  const found = new Map<string, Extension>();
  for (const der of children(list)) {
    const [oid, second, third, ...rest] = children(expectTag(der, TAG.sequence, 'an extension'));
    const id = oidOf(oid);
    if (found.has(id)) throw new Malformed(`the extension ${id} is there twice`);
    if (rest.length > 0 || found.size >= MAX_EXTENSIONS) throw new Malformed('extensions that cannot be');
    const critical = third === undefined ? false : booleanOf(second);
    // DER: what is the default is not written.
    if (third !== undefined && !critical) throw new Malformed('DER: a default that is written');
    const value = contents(expectTag(third ?? second, TAG.octetString, 'the value of an extension'));
    found.set(id, { critical, value, der });
  }
  return found;
};

type Extended = { readonly extensions: ReadonlyMap<string, Extension> };

/** Basic constraints (RFC 5280, 4.2.1.9); `undefined` where there are none. Throws Malformed. */
export const basicConstraints = (
  of: Extended,
): { readonly ca: boolean; readonly pathLength: number | undefined } | undefined => {
  const extension = of.extensions.get(OID.basicConstraints);
  if (extension === undefined) return undefined;
  const [first, second] = children(expectTag(wholeDer(extension.value), TAG.sequence, 'basic constraints'));
  const ca = first !== undefined && first.tag === TAG.boolean ? booleanOf(first) : false;
  const length = first !== undefined && first.tag === TAG.integer ? first : second;
  return { ca, pathLength: length === undefined ? undefined : smallIntegerOf(length) };
};

/** Numbers of the key usages (RFC 5280, 4.2.1.3): 0 digitalSignature, 5 keyCertSign. `undefined`: not restricted. Throws Malformed. */
export const keyUsage = (of: Extended): ReadonlySet<number> | undefined => {
  const extension = of.extensions.get(OID.keyUsage);
  return extension === undefined ? undefined : namedBitsOf(wholeDer(extension.value));
};

/** Object identifiers of extended key usages (RFC 5280, 4.2.1.12). `undefined`: not restricted. Throws Malformed. */
export const extendedKeyUsage = (of: Extended): readonly string[] | undefined => {
  const extension = of.extensions.get(OID.extendedKeyUsage);
  if (extension === undefined) return undefined;
  return children(expectTag(wholeDer(extension.value), TAG.sequence, 'extended key usage')).map(oidOf);
};

/** The subject key identifier (RFC 5280, 4.2.1.2). Throws Malformed. */
export const subjectKeyId = (of: Extended): Buffer | undefined => {
  const extension = of.extensions.get(OID.subjectKeyId);
  if (extension === undefined) return undefined;
  return contents(expectTag(wholeDer(extension.value), TAG.octetString, 'the subject key identifier'));
};

/** The key identifier of the issuer (RFC 5280, 4.2.1.1). Throws Malformed. */
export const authorityKeyId = (of: Extended): Buffer | undefined => {
  const extension = of.extensions.get(OID.authorityKeyId);
  if (extension === undefined) return undefined;
  const [first] = children(
    expectTag(wholeDer(extension.value), TAG.sequence, 'the authority key identifier'),
  );
  return first?.tag === 0x80 ? contents(first) : undefined;
};
