import { createPublicKey, hash, sign } from 'node:crypto';
import { canonicalBytes, type Writable } from './canonical.ts';
import type { AuthorityState } from './state.ts';
import { signingConfigOf, trustedRootOf } from './trusted-root.ts';

const DAY = 86_400_000;
const SPEC = '1.0.31';

/** TUF writes times in whole seconds. */
const moment = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const keyOf = (state: AuthorityState) => {
  const raw = createPublicKey(state.keys.tuf).export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } };
  return { id: hash('sha256', canonicalBytes(key), 'hex'), key };
};

const metadata = (state: AuthorityState, signed: Writable): Buffer => {
  const signature = sign(null, canonicalBytes(signed), state.keys.tuf);
  return canonicalBytes({ signatures: [{ keyid: keyOf(state).id, sig: signature.toString('hex') }], signed });
};

/** Files of the target, by name. */
const targetsOf = (state: AuthorityState): ReadonlyMap<string, Buffer> =>
  new Map([
    ['trusted_root.json', canonicalBytes(trustedRootOf(state))],
    ['signing_config.v0.2.json', canonicalBytes(signingConfigOf(state, 1))],
  ]);

/**
 * The TUF repository (specification 1.0.31, consistent snapshots), by path. What never changes is signed for ten years; the
 * timestamp says every day anew, for eight days, that it has not.
 */
export const tufFiles = (state: AuthorityState, now: number): ReadonlyMap<string, Buffer> => {
  const { id, key } = keyOf(state);
  const expires = moment(state.created + 3650 * DAY);
  const role = { keyids: [id], threshold: 1 };
  const root = metadata(state, {
    _type: 'root',
    spec_version: SPEC,
    version: 1,
    expires,
    consistent_snapshot: true,
    keys: { [id]: key },
    roles: { root: role, targets: role, snapshot: role, timestamp: role },
  });
  const files = targetsOf(state);
  const targets = metadata(state, {
    _type: 'targets',
    spec_version: SPEC,
    version: 1,
    expires,
    targets: Object.fromEntries(
      [...files].map(([name, bytes]) => [
        name,
        { length: bytes.length, hashes: { sha256: hash('sha256', bytes, 'hex') } },
      ]),
    ),
  });
  const snapshot = metadata(state, {
    _type: 'snapshot',
    spec_version: SPEC,
    version: 1,
    expires,
    meta: {
      'targets.json': {
        version: 1,
        length: targets.length,
        hashes: { sha256: hash('sha256', targets, 'hex') },
      },
    },
  });
  const timestamp = metadata(state, {
    _type: 'timestamp',
    spec_version: SPEC,
    version: Math.max(1, Math.floor((now - state.created) / DAY) + 1),
    expires: moment((Math.floor(now / DAY) + 8) * DAY),
    meta: {
      'snapshot.json': {
        version: 1,
        length: snapshot.length,
        hashes: { sha256: hash('sha256', snapshot, 'hex') },
      },
    },
  });
  return new Map([
    ['1.root.json', root],
    ['timestamp.json', timestamp],
    ['1.snapshot.json', snapshot],
    ['1.targets.json', targets],
    ...[...files].map(([name, bytes]) => [`targets/${hash('sha256', bytes, 'hex')}.${name}`, bytes] as const),
  ]);
};
