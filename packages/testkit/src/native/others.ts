import { concat, type Content, toBytes, u32 } from '../bytes/bytes.ts';

/** An `ar` archive of these members, in the common (short names, `name/`) form. */
export const buildAr = (members: Readonly<Record<string, Content>>): Uint8Array =>
  concat(
    toBytes('!<arch>\n'),
    ...Object.entries(members).map(([name, content]) => {
      const bytes = toBytes(content);
      const header = `${`${name}/`.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`;
      return concat(toBytes(header), bytes, toBytes(bytes.length % 2 === 1 ? '\n' : ''));
    }),
  );

const leb = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Uint8Array.from(bytes);
};

const name = (text: string): Uint8Array => concat(leb(toBytes(text).length), toBytes(text));

/** A WebAssembly module with function imports `module.field` (of type `() -> ()`) and empty custom sections. */
export const buildWasm = (
  options: { readonly imports?: readonly string[]; readonly customSections?: readonly string[] } = {},
): Uint8Array => {
  const section = (id: number, body: Uint8Array): Uint8Array =>
    concat(Uint8Array.of(id), leb(body.length), body);
  const imports = options.imports ?? [];
  return concat(
    toBytes('\0asm'),
    u32(1),
    ...(options.customSections ?? []).map((custom) => section(0, name(custom))),
    ...(imports.length === 0
      ? []
      : [
          section(1, Uint8Array.of(1, 0x60, 0, 0)),
          section(
            2,
            concat(
              leb(imports.length),
              ...imports.map((path) => {
                const dot = path.indexOf('.');
                return concat(name(path.slice(0, dot)), name(path.slice(dot + 1)), Uint8Array.of(0, 0));
              }),
            ),
          ),
        ]),
  );
};
