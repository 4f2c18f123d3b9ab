import { FORGES, GOOGLE_ISSUER } from '../identity/forge.ts';
import { fingerprintOf, workflowPath } from './signer.ts';
import type { SignerRule } from './types.ts';

/** What `--identity` can be. */
export const EXPECTATION_FORMS = [
  'github:OWNER/REPO[/WORKFLOW][@REF]',
  'gitlab:GROUP/PROJECT[//WORKFLOW][@REF]',
  'google:ADDRESS',
  'email:ADDRESS@ISSUER',
  'uri:URI@ISSUER',
  'key:FINGERPRINT',
  'pgp:FINGERPRINT',
] as const;

/** Longer than any repository, address or fingerprint. */
const LONGEST = 1000;

const NAME = '[A-Za-z0-9_.-]+';
const GITHUB = new RegExp(`^(${NAME}/${NAME})(?:/([^@]+))?(?:@(.+))?$`);
const GITLAB = new RegExp(`^(${NAME}(?:/${NAME})+)(?://([^@]+))?(?:@(.+))?$`);

const workflowRule = (kind: 'github' | 'gitlab', who: string): SignerRule | undefined => {
  const match = (kind === 'github' ? GITHUB : GITLAB).exec(who);
  const [, repository, workflow, ref] = match ?? [];
  const forge = FORGES.find((one) => one.kind === kind);
  if (repository === undefined || forge === undefined) return undefined;
  if (ref !== undefined && !ref.startsWith('refs/')) return undefined;
  return {
    kind,
    issuer: forge.issuer,
    repository,
    ...(workflow === undefined ? {} : { workflow: workflowPath(kind, workflow) }),
    ...(ref === undefined ? {} : { ref: { kind: 'exact', ref } }),
  };
};

/** `me@example.org@https://issuer`: issuers are URLs; one without a scheme is taken for https. */
const issued = (who: string): readonly [name: string, issuer: string] | undefined => {
  const at = who.lastIndexOf('@');
  const [name, issuer] = [who.slice(0, at), who.slice(at + 1)];
  if (at < 1 || !/^(?:https:\/\/)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:[:/]\S*)?$/.test(issuer)) return undefined;
  return [name, issuer.startsWith('https://') ? issuer : `https://${issuer}`];
};

/** Reads `KIND:WHO`, an expectation from the command line; `undefined` where it is none of `EXPECTATION_FORMS`. */
export const parseExpectation = (text: string): SignerRule | undefined => {
  const colon = text.indexOf(':');
  const [kind, who] = [text.slice(0, colon), text.slice(colon + 1)];
  if (who === '' || who.length > LONGEST) return undefined;
  switch (kind) {
    case 'github':
    case 'gitlab':
      return workflowRule(kind, who);
    case 'google':
      return /^[^@\s]+@[^@\s]+$/.test(who)
        ? { kind: 'email', issuer: GOOGLE_ISSUER, address: who }
        : undefined;
    case 'email': {
      const [address, issuer] = issued(who) ?? [];
      if (address === undefined || issuer === undefined || !/^[^@\s]+@[^@\s]+$/.test(address))
        return undefined;
      return { kind: 'email', issuer, address };
    }
    case 'uri': {
      const [uri, issuer] = issued(who) ?? [];
      return uri === undefined || issuer === undefined ? undefined : { kind: 'uri', issuer, uri };
    }
    case 'key':
    case 'pgp': {
      const fingerprint = fingerprintOf(kind, who);
      return fingerprint === undefined ? undefined : { kind, fingerprint };
    }
    default:
      return undefined;
  }
};
