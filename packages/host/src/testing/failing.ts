import { type FilePort, systemFiles } from '../files/port.ts';

/** What a failing system call throws. */
export const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: made to fail`), { code, errno: -1, syscall: 'test' });

/** The real file system, of whose operations the n-th (from 0) fails; counts and names all. */
export const failingAt = (
  n: number,
  code: string,
): { readonly files: FilePort; readonly calls: string[] } => {
  const calls: string[] = [];
  const guarded = (name: keyof FilePort): unknown => {
    const operation = systemFiles[name] as (...given: readonly unknown[]) => unknown;
    return (...given: readonly unknown[]) => {
      calls.push(name);
      if (calls.length - 1 === n) throw systemError(code);
      return operation(...given);
    };
  };
  const names = Object.keys(systemFiles) as (keyof FilePort)[];
  return {
    files: Object.fromEntries(names.map((name) => [name, guarded(name)])) as unknown as FilePort,
    calls,
  };
};
