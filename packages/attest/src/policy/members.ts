import { DECLARABLE } from '../slsa/declarable.ts';

/** What a signer of each kind may have besides `kind` and `for`. */
const WORKFLOW = [
  'issuer',
  'repository',
  'owner',
  'repository-id',
  'owner-id',
  'workflow',
  'tag',
  'branch',
  'ref',
  'commit',
  'environment',
  'trigger',
  'runner',
  'builder',
] as const;

export const SIGNER_MEMBERS = {
  github: WORKFLOW,
  gitlab: WORKFLOW,
  google: ['address'],
  email: ['issuer', 'address'],
  uri: ['issuer', 'uri'],
  key: ['fingerprint'],
  pgp: ['fingerprint'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const ALL_SIGNER_MEMBERS: readonly string[] = [...new Set(Object.values(SIGNER_MEMBERS).flat())];

/** The members that tables of each name may have. */
export const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  verify: ['expires', 'package', 'builder', 'verifier', 'declared'],
  package: [
    'name',
    'mode',
    'require',
    'signer',
    'threshold',
    'since',
    'build-level',
    'source-level',
    'max-age-days',
  ],
  signer: ['kind', 'for', ...ALL_SIGNER_MEMBERS],
  // Inside a signer the reusable workflow, at the top a build platform.
  builder: ['repository', 'workflow', 'ref', 'commit', 'id', 'level', 'signer'],
  verifier: ['id', 'resource', 'signer'],
  declared: DECLARABLE,
};
