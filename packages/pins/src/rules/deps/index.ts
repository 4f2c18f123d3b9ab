import type { PinRule } from '../rule.ts';
import { adhocInstallInEnv } from './adhoc-install-in-env.ts';
import { adhocInstall } from './adhoc-install.ts';
import { buildRequiresUnhashed } from './build-requires-unhashed.ts';
import { cooldownMissing } from './cooldown-missing.ts';
import { directUrl } from './direct-url.ts';
import { hashNotOnIndex } from './hash-not-on-index.ts';
import { incompleteHashes } from './incomplete-hashes.ts';
import { localInstall } from './local-install.ts';
import { lockDrift } from './lock-drift.ts';
import { prereleasePin } from './prerelease-pin.ts';
import { sdistOnly } from './sdist-only.ts';
import { sourceBuildAllowed } from './source-build-allowed.ts';
import { unhashedRequirement } from './unhashed-requirement.ts';
import { unpinnedEnvironment } from './unpinned-environment.ts';
import { unpinnedRequirement } from './unpinned-requirement.ts';
import { vcsMutable } from './vcs-mutable.ts';
import { weakHash } from './weak-hash.ts';

/** What builds install is held by hashes, from names to bytes. */
export const depsRules: readonly PinRule[] = [
  unhashedRequirement,
  unpinnedRequirement,
  weakHash,
  incompleteHashes,
  hashNotOnIndex,
  adhocInstall,
  adhocInstallInEnv,
  localInstall,
  buildRequiresUnhashed,
  unpinnedEnvironment,
  sdistOnly,
  sourceBuildAllowed,
  directUrl,
  vcsMutable,
  lockDrift,
  cooldownMissing,
  prereleasePin,
];
