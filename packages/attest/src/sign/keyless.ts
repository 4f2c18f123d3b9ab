import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { Malformed } from '../der/read.ts';
import { isArray, member } from '../json/value.ts';
import { call, jsonOf, posted } from './call.ts';
import { SignError } from './error.ts';
import { challengeOf, tokenClaims, type TokenSource } from './token.ts';
import type { SigningPorts, StatementSigner } from './types.ts';

/** Certificates live for ten minutes; a signature must be witnessed within them, slow logs included. */
const MARGIN = 120_000;

type Held = { readonly privateKey: KeyObject; readonly certificate: Certificate };

const firstCertificate = (text: string): Certificate => {
  try {
    return readCertificate(new X509Certificate(text).raw);
  } catch (error) {
    const why = error instanceof Malformed ? `: ${error.message}` : '';
    throw new SignError('bad-answer', `the certificate authority answers with no certificate${why}`);
  }
};

const obtain = async (ports: SigningPorts, url: string, token: string): Promise<Held> => {
  // PEP 740 knows this kind of key only.
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const proof = sign('sha256', Buffer.from(challengeOf(tokenClaims(token)), 'utf8'), privateKey);
  const what = 'the certificate authority';
  const answer = await call(
    ports,
    what,
    posted(`${url}/api/v2/signingCert`, {
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey.export({ format: 'pem', type: 'spki' }) },
        proofOfPossession: proof.toString('base64'),
      },
    }),
  );
  const body = jsonOf(what, answer);
  const given = member(body, 'signedCertificateEmbeddedSct') ?? member(body, 'signedCertificateDetachedSct');
  const certificates = member(member(given, 'chain'), 'certificates');
  const [leaf] = isArray(certificates) ? certificates : [];
  const certificate = firstCertificate(typeof leaf === 'string' ? leaf : '');
  if (!certificate.spki.equals(publicKey.export({ format: 'der', type: 'spki' })))
    throw new SignError('bad-answer', 'the certificate is for another key than the one that was shown');
  return { privateKey, certificate };
};

/**
 * Signs with a key that exists for this run only and a certificate for it. One certificate serves all signatures, however
 * many are made at once, until two minutes before it expires; then another takes its place.
 */
export const keylessSigner = (
  ports: SigningPorts,
  options: { readonly url: string; readonly token: TokenSource },
): StatementSigner => {
  let held: Promise<Held> | undefined;
  const current = async (): Promise<Held> => {
    const before = held;
    const found = await before?.catch(() => undefined);
    if (found !== undefined && found.certificate.notAfter - MARGIN > ports.now()) return found;
    // Only the first of those who waited asks for a new one.
    if (held === before) held = options.token().then((token) => obtain(ports, options.url, token.trim()));
    return held ?? current();
  };
  return {
    sign: async (data) => {
      const { privateKey, certificate } = await current();
      return {
        signature: sign('sha256', data, privateKey),
        key: { kind: 'certificate', leaf: certificate.der },
      };
    },
  };
};
