import type { PinRule } from '../rule.ts';
import { buildWithIdToken } from './build-with-id-token.ts';
import { dangerousTrigger } from './dangerous-trigger.ts';
import { excessivePermissions } from './excessive-permissions.ts';
import { hashNotPrinted } from './hash-not-printed.ts';
import { idTokenTopLevel } from './id-token-top-level.ts';
import { noAttestation } from './no-attestation.ts';
import { noAttestationVerify } from './no-attestation-verify.ts';
import { persistedCredentials } from './persisted-credentials.ts';
import { pipeToShell } from './pipe-to-shell.ts';
import { publishNoEnvironment } from './publish-no-environment.ts';
import { publishOnPush } from './publish-on-push.ts';
import { publishToken } from './publish-token.ts';
import { readable } from './readable.ts';
import { releaseCache } from './release-cache.ts';
import { secretsInherit } from './secrets-inherit.ts';
import { selfHosted } from './self-hosted.ts';
import { templateInjection } from './template-injection.ts';

/** What workflows may do, who can make them do it, and how a release leaves them. */
export const workflowRules: readonly PinRule[] = [
  readable,
  dangerousTrigger,
  templateInjection,
  excessivePermissions,
  idTokenTopLevel,
  persistedCredentials,
  publishToken,
  publishNoEnvironment,
  publishOnPush,
  buildWithIdToken,
  releaseCache,
  secretsInherit,
  noAttestation,
  noAttestationVerify,
  hashNotPrinted,
  pipeToShell,
  selfHosted,
];
