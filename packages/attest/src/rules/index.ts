import type { Rule } from '@custody/findings';

const base = { confidence: 'high', sources: ['custody'] } as const;

/** A file of evidence can be read as what it is. */
export const EVIDENCE_FORM: Rule = {
  ...base,
  id: 'attest/evidence-form',
  title: 'Evidence beside an artifact can be read',
  severity: 'high',
  sources: ['standard', 'custody'],
  standard: 'PEP 740; Sigstore bundle format; DSSE v1',
  why: 'Evidence that nobody can read proves nothing, and an index refuses an upload that carries it.',
  todo: 'Make it again, or remove it.',
};

/** Every step of a verification holds. */
export const EVIDENCE_HOLDS: Rule = {
  ...base,
  id: 'attest/evidence-holds',
  title: 'Evidence about an artifact verifies: signature, certificate, log and subject',
  severity: 'critical',
  sources: ['standard', 'custody'],
  standard: 'PEP 740, Attestation verification; Sigstore client specification',
  why: 'Either the file or the evidence is not what its maker made.',
  attack: 'A file that was replaced after it was signed; evidence of one file put beside another.',
  todo: 'Do not use the file. Get file and evidence again from their source.',
};

/** The signer is the one that the invoker expects. */
export const SIGNER_EXPECTED: Rule = {
  ...base,
  id: 'attest/signer-expected',
  title: 'Whoever signed is who may sign',
  severity: 'high',
  why: 'Anybody can sign anything: a good signature says who made a file, not that they were allowed to.',
  attack:
    'An upload with a stolen token, signed by the workflow of a stranger (LiteLLM, 2026: an upload past the repository).',
  todo: 'Find out why another signer signs. Where that is right, change the policy.',
};

/** There is evidence where the policy asks for some. */
export const EVIDENCE_PRESENT: Rule = {
  ...base,
  id: 'attest/evidence-present',
  title: 'There is evidence where the policy asks for it',
  severity: 'high',
  why: 'Evidence that used to be there and no longer is looks the same as a file that never came from its makers.',
  attack: 'An upload with a stolen token from outside the release workflow, which nobody attests.',
  todo: 'Ask the maintainers; do not use the file until it is explained.',
};

/** The family `attest/`. */
export const ATTEST_RULES: readonly Rule[] = [
  EVIDENCE_FORM,
  EVIDENCE_HOLDS,
  EVIDENCE_PRESENT,
  SIGNER_EXPECTED,
];
