import type { PinRule } from '../rule.ts';
import { extraIndex } from './extra-index.ts';
import { findLinksRemote } from './find-links-remote.ts';
import { insecureIndex } from './insecure-index.ts';
import { nameOnBoth } from './name-on-both.ts';
import { namespaceNotOwned } from './namespace-not-owned.ts';
import { publicShadowsPrivate } from './public-shadows-private.ts';
import { trustedHost } from './trusted-host.ts';
import { unclaimedPrivateName } from './unclaimed-private-name.ts';
import { unsafeStrategy } from './unsafe-strategy.ts';

/** Which index answers for a name is decided by the project, not by whoever registers it first. */
export const indexRules: readonly PinRule[] = [
  extraIndex,
  insecureIndex,
  trustedHost,
  unsafeStrategy,
  findLinksRemote,
  nameOnBoth,
  publicShadowsPrivate,
  unclaimedPrivateName,
  namespaceNotOwned,
];
