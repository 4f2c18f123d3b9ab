import type { Bill, Component } from '../../bill/types.ts';
import { generateLock, type GenerateLockOptions } from '../generate.ts';

export const FIXED = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };
export const [A, B] = ['a'.repeat(64), 'b'.repeat(64)] as const;

export const generated = (
  text: string,
  fileName: string,
  options: Partial<GenerateLockOptions> = {},
): { readonly bill: Bill; readonly notes: readonly string[] } => {
  const generation = generateLock(Buffer.from(text), fileName, { ...FIXED, ...options });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation;
};

export const one = (bill: Bill, name: string): Component => {
  const found = bill.components.filter((item) => item.name === name);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} components named ${name}`);
  return found[0];
};

export const edges = (bill: Bill): readonly string[] => {
  const name = (ref: string): string => bill.components.find((item) => item.ref === ref)?.name ?? '?';
  return bill.dependencies.flatMap(({ ref, dependsOn }) =>
    dependsOn.map((to) => `${name(ref)} → ${name(to)}`),
  );
};
