import { eachText } from './each-text.ts';
import type { Observation, SbomRule } from './types.ts';

/** Shapes that their makers chose so that a leak can be recognised, and credentials in a URL. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a PyPI token', /\bpypi-[A-Za-z0-9_-]{16,}/],
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

/** What every one of the shapes has somewhere: a cheap look that almost every text fails. */
const HINT = /:\/\/[^/]*@|pypi-|gh[opsur]_|github_pat_|glpat-|A[KS]IA|npm_|xox|AIza|-----BEGIN|eyJ/;

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
  judge: ({ document }): readonly Observation[] => {
    const observations: Observation[] = [];
    eachText(document.json, (text, pointer) => {
      if (!HINT.test(text)) return;
      const found = SHAPES.find(([, shape]) => shape.test(text));
      // The message must not leak it once more.
      if (found !== undefined)
        observations.push({ pointer: pointer(), message: `the text holds ${found[0]}` });
    });
    return observations;
  },
};
