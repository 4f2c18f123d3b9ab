import { suspects } from './each-text.ts';
import type { Observation, SbomRule } from './types.ts';

/** Shapes that their makers chose so that a leak can be recognised, and credentials in a URL. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  // A macaroon of version 2 begins with these bytes; project names that begin with pypi- do not.
  ['a PyPI token', /\bpypi-AgE[A-Za-z0-9_-]{40}/],
  ['a GitHub token', /\b(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abposr]-[A-Za-z0-9-]{10}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}/],
  ['a private key', /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,200}\.eyJ[A-Za-z0-9_-]{10}/],
  ['credentials in a URL', /\b[a-z][a-z0-9+]{1,11}:\/\/[^\s:@/?#]{1,100}:[^\s:@/?#]{1,200}@/],
];

export const secrets: SbomRule = {
  rule: {
    id: 'sbom/secrets',
    title: 'The document holds no credentials',
    severity: 'critical',
    confidence: 'medium',
    sources: ['custody'],
    why: 'a published document is read by everybody, and what stands in it cannot be taken back',
    attack: 'tokens in published files are found and used within minutes',
    todo: 'Revoke the credential now, then publish a new release without it.',
  },
  judge: function* (context): Generator<Observation> {
    for (const { text, pointer } of suspects(context)) {
      const found = SHAPES.find(([, shape]) => shape.test(text));
      // The message must not leak it once more.
      if (found !== undefined) yield { pointer, message: `the text holds ${found[0]}` };
    }
  },
};
