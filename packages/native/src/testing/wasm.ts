import { type Writer, writer } from './bytes.ts';

const leb = (out: Writer, value: number): Writer => {
  let rest = value;
  while (rest >= 0x80) {
    out.u8((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return out.u8(rest);
};

/** A name as WebAssembly writes it. */
export const wasmName = (out: Writer, text: string): Writer => leb(out, Buffer.byteLength(text)).raw(text);

export type WasmSection = readonly [id: number, body: (out: Writer) => void];

/** A custom section. */
export const custom = (name: string, body: (out: Writer) => void = () => undefined): WasmSection => [
  0,
  (out) => {
    wasmName(out, name);
    body(out);
  },
];

/** An import section of functions, memories, tables, globals and tags, one kind after the other. */
export const imports = (modules: readonly string[]): WasmSection => [
  2,
  (out) => {
    leb(out, modules.length);
    modules.forEach((module, index) => {
      wasmName(wasmName(out, module), `field${index}`);
      const kind = index % 5;
      out.u8(kind);
      if (kind === 0) leb(out, 300);
      if (kind === 1) leb(leb(out.u8(0x70, 1), 1), 1000);
      if (kind === 2) leb(out.u8(0), 1);
      if (kind === 3) out.u8(0x7f, 1);
      if (kind === 4) out.u8(0, 0);
    });
  },
];

export const buildWasm = (sections: readonly WasmSection[], version = 1): Uint8Array => {
  const out = writer().raw('\0asm').u32(version);
  for (const [id, body] of sections) {
    const content = writer();
    body(content);
    leb(out.u8(id), content.length()).raw(content.done());
  }
  return out.done();
};
