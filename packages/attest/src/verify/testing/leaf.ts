import type { KeyObject } from 'node:crypto';
import {
  certificate,
  type CertificateSpec,
  extension,
  type ExtensionSpec,
  signWith,
  tbs,
} from './certificate.ts';
import { der, generalizedTime, integer, octets, oid, sequence, set } from './der.ts';
import { keys, NOW, PURPOSE, sha256, spki, TSA } from './world.ts';

const MINUTE = 60_000;

/** Signed certificate timestamps over a certificate that is yet without them. */
const sctExtension = (spec: CertificateSpec, key: KeyObject): ExtensionSpec => {
  const body = tbs(spec);
  const head = Buffer.alloc(12);
  head.writeBigUInt64BE(BigInt(spec.from + 1000), 2);
  head.writeUInt16BE(1, 10);
  const length = Buffer.alloc(3);
  length.writeUIntBE(body.length, 0, 3);
  const issuerHash = sha256(spki(keys.issuing));
  const signature = signWith(key, Buffer.concat([head, issuerHash, length, body, Buffer.alloc(2)]));
  const sizes = Buffer.alloc(2);
  sizes.writeUInt16BE(signature.length);
  const sct = Buffer.concat([
    Buffer.of(0),
    sha256(spki(keys.ct)),
    head.subarray(2, 10),
    Buffer.of(0, 0, 4, 3),
    sizes,
    signature,
  ]);
  const inner = Buffer.alloc(2);
  inner.writeUInt16BE(sct.length);
  const outer = Buffer.alloc(2);
  outer.writeUInt16BE(sct.length + 2);
  return { id: '1.3.6.1.4.1.11129.2.4.2', value: octets(Buffer.concat([outer, inner, sct])) };
};

export type LeafOptions = {
  readonly key?: KeyObject;
  readonly at?: number;
  readonly usage?: ExtensionSpec | 'none';
  readonly purposes?: ExtensionSpec | 'none';
  readonly name?: ExtensionSpec | 'none';
  readonly more?: readonly ExtensionSpec[];
  readonly issuerKey?: KeyObject;
  readonly ctKey?: KeyObject | 'none';
};

const given = (
  option: ExtensionSpec | 'none' | undefined,
  otherwise: ExtensionSpec,
): readonly ExtensionSpec[] => (option === 'none' ? [] : [option ?? otherwise]);

export const WORKFLOW = 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0';

/** A signing certificate as Fulcio makes them, but for what the options say. */
export const makeLeaf = (key: KeyObject, options: LeafOptions = {}): Buffer => {
  const at = options.at ?? NOW;
  const spec: CertificateSpec = {
    subject: '',
    key,
    issuer: 'test issuing',
    issuerKey: options.issuerKey ?? keys.issuing,
    from: at - MINUTE,
    to: at + 9 * MINUTE,
    extensions: [
      ...given(options.usage, extension.usage(0)),
      ...given(options.purposes, extension.purposes(PURPOSE.codeSigning)),
      extension.subjectKey(key),
      extension.authorityKey(keys.issuing),
      ...given(options.name, extension.uri(WORKFLOW)),
      extension.claim(8, 'https://token.actions.githubusercontent.com'),
      ...(options.more ?? []),
    ],
  };
  if (options.ctKey === 'none') return certificate(spec);
  return certificate({
    ...spec,
    extensions: [...spec.extensions, sctExtension(spec, options.ctKey ?? keys.ct)],
  });
};

/** An RFC 3161 response over a signature. */
export const makeTimestamp = (signature: Uint8Array, at: number, key = keys.tsa): Buffer => {
  const sha = sequence(oid('2.16.840.1.101.3.4.2.1'));
  const info = sequence(
    integer(1),
    oid('1.3.6.1.4.1.57264.2'),
    sequence(sha, octets(sha256(signature))),
    integer(5),
    generalizedTime(at),
  );
  const attributes = [
    sequence(oid('1.2.840.113549.1.9.3'), set(oid('1.2.840.113549.1.9.16.1.4'))),
    sequence(oid('1.2.840.113549.1.9.4'), set(octets(sha256(info)))),
    sequence(oid('1.2.840.113549.1.9.16.2.47'), set(sequence(sequence(sequence(octets(sha256(TSA))))))),
  ];
  const signer = sequence(
    integer(1),
    sequence(sequence(set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from('test root'))))), integer(99)),
    sha,
    der(0xa0, ...attributes),
    sequence(oid('1.2.840.10045.4.3.2')),
    octets(signWith(key, set(...attributes))),
  );
  const signed = sequence(
    integer(3),
    set(sha),
    sequence(oid('1.2.840.113549.1.9.16.1.4'), der(0xa0, octets(info))),
    set(signer),
  );
  return sequence(sequence(integer(0)), sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, signed)));
};
