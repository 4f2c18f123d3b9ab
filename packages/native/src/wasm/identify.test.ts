import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { readerOf } from '../testing/bytes.ts';
import { buildWasm, custom, imports, wasmName } from '../testing/wasm.ts';
import type { WasmObject } from '../types.ts';

const identified = async (bytes: Uint8Array): Promise<WasmObject> => {
  const object = await identify(readerOf(bytes));
  if (object?.format !== 'wasm') throw new Error('not identified as wasm');
  return object;
};
const MODULES = ['env', 'env', 'GOT.mem', 'env', 'wasi_snapshot_preview1', 'env'];

describe('a WebAssembly module', () => {
  test('gives its imports, needed libraries and custom sections', async () => {
    const dylink = custom('dylink.0', (out) => {
      out
        .u8(1, 2, 0, 0)
        .u8(2, 1 + 10)
        .u8(1);
      wasmName(out, 'libz.wasm');
    });
    const object = await identified(buildWasm([dylink, imports(MODULES), custom('producers')]));
    expect(object).toEqual({
      format: 'wasm',
      version: 1,
      imports: ['env', 'GOT.mem', 'wasi_snapshot_preview1'],
      needed: ['libz.wasm'],
      customSections: ['dylink.0', 'producers'],
      problems: [],
    });
  });

  test('may have sections longer than what is fetched at first', async () => {
    const long = custom('long', (out) => out.raw('x'.repeat(5000)));
    expect((await identified(buildWasm([long, custom('after')]))).customSections).toEqual(['long', 'after']);
  });

  test('may be a component', async () => {
    expect((await identified(buildWasm([], 0x1000d))).version).toBe(0x1000d);
  });

  test.each([
    ['ends inside a section', buildWasm([custom('producers')]).subarray(0, -1), 'wasm/cut-off'],
    ['ends inside the header', buildWasm([]).subarray(0, 6), 'wasm/cut-off'],
    [
      'has a size that never ends',
      Uint8Array.from([...buildWasm([]), 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
      'wasm/cut-off',
    ],
    ['has a name longer than its section', buildWasm([[0, (out) => out.u8(9, 65)]]), 'wasm/bad-name'],
    [
      'promises more imports than it has',
      buildWasm([[2, (out) => out.u8(0xff, 0xff, 0xff, 0xff, 0x0f)]]),
      'wasm/bad-imports',
    ],
    ['imports an unknown kind', buildWasm([[2, (out) => out.u8(1, 1, 65, 1, 66, 9)]]), 'wasm/bad-imports'],
  ] as const)('that %s is reported', async (_, bytes, code) => {
    expect((await identified(bytes)).problems.map((problem) => problem.code)).toEqual([code]);
  });
});
