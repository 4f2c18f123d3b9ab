/** Damage to signed documents: to their bytes, to their JSON, and to what is inside its base64. Seeded: the same seed, the same damage. */

export type Random = { readonly below: (limit: number) => number };

/** xorshift32: small, and the same everywhere. */
export const random = (seed: number): Random => {
  let state = (seed * 2654435761 + 0x9e3779b9) >>> 0 || 1;
  return {
    below: (limit) => {
      state ^= state << 13;
      state >>>= 0;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state % limit;
    },
  };
};

type Tree = null | boolean | number | string | Tree[] | { [name: string]: Tree };
type Place = {
  readonly holder: Tree[] | { [name: string]: Tree };
  readonly key: string;
  readonly value: Tree;
};

/** Every place in a document where a value stands, outermost first. */
export const placesOf = (tree: Tree): readonly Place[] => {
  const found: Place[] = [];
  const visit = (value: Tree): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      found.push({ holder: value, key, value: item });
      visit(item);
    }
  };
  visit(tree);
  return found;
};

const put = ({ holder, key }: Place, given: Tree | undefined): void => {
  // A copy: what is put somewhere may hold that place itself.
  const value = structuredClone(given);
  if (Array.isArray(holder)) {
    if (value === undefined) holder.splice(Number(key), 1);
    else holder[Number(key)] = value;
  } else if (value === undefined) delete holder[key];
  else holder[key] = value;
};

/** Flips, drops, adds, repeats or replaces bytes at a few places. */
export const damageBytes = (bytes: Uint8Array, from: Random): Buffer => {
  let out = Buffer.from(bytes);
  for (let times = 1 + from.below(3); times > 0 && out.length > 0; times -= 1) {
    const at = from.below(out.length);
    const kind = from.below(6);
    if (kind <= 1) out[at] = (out[at] ?? 0) ^ (1 << from.below(8));
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + from.below(8))]);
    else if (kind === 3)
      out = Buffer.concat([out.subarray(0, at), Buffer.of(from.below(256)), out.subarray(at)]);
    else if (kind === 4) out = out.subarray(0, at);
    else out[at] = from.below(256);
  }
  return out;
};

const damageText = (text: string, from: Random): string => {
  const at = from.below(text.length + 1);
  const replacement = ['A', 'B', '0', '9', '=', '/', '\n', ' ', '\u202e', '', '\u0000'][from.below(11)] ?? '';
  return text.slice(0, at) + replacement + text.slice(at + from.below(2));
};

const isBase64 = (text: string): boolean =>
  text.length >= 8 && Buffer.from(text, 'base64').toString('base64') === text;

const damageScalar = (value: Tree, others: readonly Place[], from: Random): Tree | undefined => {
  const kind = from.below(10);
  if (kind === 0) return undefined;
  if (kind === 1) return [null, 0, -1, '', [], {}, true, 2 ** 53, '9'.repeat(30)][from.below(9)] ?? null;
  if (kind === 2) return others[from.below(others.length)]?.value ?? null;
  if (typeof value === 'number') return kind < 6 ? value + 1 : value - 1;
  if (typeof value !== 'string') return damageText(JSON.stringify(value), from);
  if (/^\d+$/.test(value) && kind < 8) return String(BigInt(value) + (kind < 6 ? 1n : -1n));
  if (!isBase64(value) || kind === 9) return damageText(value, from);
  const inside = Buffer.from(value, 'base64');
  // Log entries and statements are JSON again: half of the time it is damaged as such.
  if (inside[0] === 0x7b && kind < 6) return damageDocument(inside, from).toString('base64');
  return damageBytes(inside, from).toString('base64');
};

/** Damages one value of a JSON document; what is no JSON is damaged as bytes. */
export const damageDocument = (bytes: Uint8Array, from: Random, others: readonly Place[] = []): Buffer => {
  let tree: Tree;
  try {
    tree = JSON.parse(Buffer.from(bytes).toString('utf8')) as Tree;
  } catch {
    return damageBytes(bytes, from);
  }
  const places = placesOf(tree);
  const place = places[from.below(Math.max(places.length, 1))];
  if (place === undefined) return damageBytes(bytes, from);
  const donors = others.filter(({ key }) => key === place.key);
  const kind = from.below(12);
  if (kind === 0 && Array.isArray(place.value)) put(place, [...place.value, ...place.value]);
  else if (kind === 1 && donors.length > 0) put(place, donors[from.below(donors.length)]?.value);
  else put(place, damageScalar(place.value, donors.length > 0 ? donors : places, from));
  return Buffer.from(JSON.stringify(tree));
};
