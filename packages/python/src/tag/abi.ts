/** What an ABI tag says. `other` is what no standard known here defines. */
export type Abi =
  /** No extension modules, or none that care. */
  | { readonly kind: 'none' }
  /** The stable ABI (PEP 384), or the one for free-threaded builds (PEP 803). */
  | { readonly kind: 'stable'; readonly freeThreaded: boolean }
  | {
      readonly kind: 'cpython';
      readonly major: number;
      /** Absent where the tag has the major version only. */
      readonly minor?: number;
      /** `t`: built without the global interpreter lock (PEP 703). */
      readonly freeThreaded: boolean;
      readonly debug: boolean;
    }
  | { readonly kind: 'pypy'; readonly tag: string }
  | { readonly kind: 'graalpy'; readonly tag: string }
  | { readonly kind: 'other'; readonly tag: string };

/** What an ABI tag says (PEP 425, "ABI Tag"; PEP 703; PEP 803). Any case. */
export const describeAbi = (abi: string): Abi => {
  const tag = abi.toLowerCase();
  if (tag === 'none') return { kind: 'none' };
  if (tag === 'abi3' || tag === 'abi3t') return { kind: 'stable', freeThreaded: tag === 'abi3t' };
  const cpython = /^cp([0-9])([0-9]{0,4})(t?)(d?)m?u?$/.exec(tag);
  if (cpython !== null) {
    const [, major = '', minor = '', thread, debug] = cpython;
    return {
      kind: 'cpython',
      major: Number(major),
      ...(minor === '' ? {} : { minor: Number(minor) }),
      freeThreaded: thread === 't',
      debug: debug === 'd',
    };
  }
  if (/^pypy[0-9]+_pp[0-9]+$/.test(tag)) return { kind: 'pypy', tag };
  if (/^graalpy[0-9]+_[0-9]+_native$/.test(tag)) return { kind: 'graalpy', tag };
  return { kind: 'other', tag };
};
