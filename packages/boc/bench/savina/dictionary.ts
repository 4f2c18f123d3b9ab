/**
 * Concurrent dictionary: 20 clients, one access in ten writes. As behaviours the dictionary is many cowns, one for each bucket, so that clients
 * meet only where they need the same one, and readers not even there; as an actor it is one queue for everybody.
 */
import {
  behaviour,
  type Cown,
  cown,
  type Held,
  noticeDelete,
  noticeRead,
  noticeSeed,
  quiesce,
  read,
  type Seen,
  when,
} from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { below, nextRandom } from '../harness/random.ts';
import { savina } from './savina.ts';

type Size = { readonly clients: number; readonly accesses: number };

const KEYS = 2 ** 19;
const BUCKETS = 1024;
const WRITES_IN_A_HUNDRED = 10;

type Access = { readonly key: number; readonly add: number; readonly state: number };

/** What a client does next. Writes add, so that the outcome does not depend on who comes first. */
const nextAccess = (before: number): Access => {
  const chosen = nextRandom(before);
  const keyed = nextRandom(chosen);
  return {
    key: below(keyed, KEYS),
    add: below(chosen, 100) < WRITES_IN_A_HUNDRED ? 1 + (keyed & 15) : 0,
    state: keyed,
  };
};

const put = (bucket: Map<number, number>, key: number, add: number): void => {
  bucket.set(key, (bucket.get(key) ?? 0) + add);
};

/** The sum of keys times values: the same for every order of additions. */
const digest = (bucket: ReadonlyMap<number, number>): number => {
  let sum = 0;
  for (const [key, value] of bucket) sum += key * value;
  return sum;
};

// As behaviours.

type Bucket = Map<number, number>;

/** The buckets lie on the noticeboard, where every thread finds their handles without being handed a thousand of them each time. */
const bucketOf = (key: number): Cown<Bucket> => {
  const found = noticeRead<readonly Cown<Bucket>[]>('buckets')?.[key % BUCKETS];
  if (found === undefined) throw new Error(`no bucket for ${key}`);
  return found;
};

/** A client goes on when it has had its answer, as a caller would. */
const goOn = (state: number, left: number): void => {
  if (left === 0) return;
  const access = nextAccess(state);
  const bucket = bucketOf(access.key);
  if (access.add > 0) when(bucket).post(write, access, left);
  else when(read(bucket)).post(look, access, left);
};

const write = behaviour(
  import.meta.url,
  'write',
  (bucket: Held<Bucket>, { key, add, state }: Access, left: number): void => {
    put(bucket.value, key, add);
    goOn(state, left - 1);
  },
);

const look = behaviour(
  import.meta.url,
  'look',
  (bucket: Seen<Bucket>, { key, state }: Access, left: number): void => {
    bucket.value.get(key);
    goOn(state, left - 1);
  },
);

const client = behaviour(import.meta.url, 'client', (number: number, accesses: number): void => {
  goOn(number, accesses);
});

const boc = async ({ clients, accesses }: Size): Promise<number> => {
  const buckets = Array.from({ length: BUCKETS }, () => cown<Bucket>(new Map()));
  noticeSeed({ buckets });
  for (let number = 0; number < clients; number += 1) when().post(client, number, accesses);
  await quiesce();
  noticeDelete('buckets');
  return buckets.reduce((sum, bucket) => sum + digest(bucket.take()), 0);
};

// As actors.

type ToDictionary =
  | { readonly kind: 'write'; readonly key: number; readonly add: number; readonly from: Address }
  | { readonly kind: 'read'; readonly key: number; readonly from: Address }
  | { readonly kind: 'done' };

const clientActor = actor(
  import.meta.url,
  'client',
  (self, number: number, accesses: number, dictionary: Address) => {
    let left = accesses;
    let state = number;
    const goFurther = (): void => {
      if (left === 0) {
        self.send(dictionary, { kind: 'done' } satisfies ToDictionary);
        return;
      }
      left -= 1;
      const { key, add, state: after } = nextAccess(state);
      state = after;
      const from = self.address;
      self.send(
        dictionary,
        (add > 0 ? { kind: 'write', key, add, from } : { kind: 'read', key, from }) satisfies ToDictionary,
      );
    };
    goFurther();
    return goFurther;
  },
);

const dictionaryActor = actor(import.meta.url, 'dictionary', (self, { clients, accesses }: Size) => {
  const all: Bucket = new Map();
  let missing = clients;
  for (let number = 0; number < clients; number += 1)
    self.create(clientActor, number, accesses, self.address);
  return (message: ToDictionary) => {
    if (message.kind === 'done') {
      missing -= 1;
      if (missing === 0) self.finish(digest(all));
      return;
    }
    if (message.kind === 'write') put(all, message.key, message.add);
    self.send(message.from, all.get(message.key));
  };
});

const expected = ({ clients, accesses }: Size): number => {
  const all: Bucket = new Map();
  for (let number = 0; number < clients; number += 1) {
    let state = number;
    for (let left = accesses; left > 0; left -= 1) {
      const access = nextAccess(state);
      state = access.state;
      if (access.add > 0) put(all, access.key, access.add);
    }
  }
  return digest(all);
};

export const dictionary = savina<Size>({
  name: 'dictionary',
  about: '20 clients, 10,000 accesses each, one in ten writes',
  module: import.meta.url,
  size: (scale) => ({ clients: 20, accesses: scaled(10_000, scale) }),
  operations: ({ clients, accesses }) => clients * accesses,
  unit: 'accesses',
  expected,
  boc,
  root: dictionaryActor,
});
