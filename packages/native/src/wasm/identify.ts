import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import type { WasmObject } from '../types.ts';
import { dylinkNeeded, importedModules } from './imports.ts';
import { type Cursor, name, unsigned } from './leb.ts';

const CUSTOM = 0;
const IMPORT = 2;
const SECTIONS_MAX = 10_000;
const SECTION_BYTES_MAX = 1024 * 1024;
/** Enough for a section's size and a custom section's name. */
const SECTION_HEAD = 256;

/** What a WebAssembly module says about itself (core specification, "Modules"; components too are recognised). */
export const identifyWasm = async (source: Source): Promise<WasmObject> => {
  const head = await source.bytes(0, 8);
  const imports = new Set<string>();
  const customSections: string[] = [];
  const needed: string[] = [];
  const cutOff = (position: number): void => source.report('wasm/cut-off', position, 'a section is cut off');
  if (head === undefined) cutOff(source.size);

  let position = head === undefined ? source.size : 8;
  for (let index = 0; position < source.size; index++) {
    if (index === SECTIONS_MAX) {
      source.report('wasm/too-many-sections', position, `only the first ${SECTIONS_MAX} are read`);
      break;
    }
    const start = await source.exactly(position, Math.min(SECTION_HEAD, source.size - position));
    const cursor: Cursor = { bytes: start ?? new Uint8Array(), at: 1 };
    const id = start?.[0];
    const size = unsigned(cursor);
    const content = position + cursor.at;
    if (size === undefined || content + size > source.size) {
      cutOff(position);
      break;
    }
    const body = async (from: number): Promise<Uint8Array> =>
      (await source.exactly(from, Math.min(content + size - from, SECTION_BYTES_MAX))) ?? new Uint8Array();
    if (id === CUSTOM) {
      const title = name(cursor);
      const after = position + cursor.at;
      if (title === undefined || after > content + size)
        source.report('wasm/bad-name', content, 'the name of a custom section does not fit');
      else if (source.afford(title.length)) customSections.push(title);
      if (title === 'dylink.0' && after <= content + size) needed.push(...dylinkNeeded(await body(after)));
    } else if (id === IMPORT) {
      const { modules, complete } = importedModules(await body(content));
      for (const module of modules) if (source.afford(module.length)) imports.add(module);
      if (!complete) source.report('wasm/bad-imports', content, 'the import section cannot be read');
    }
    position = content + size;
  }
  return {
    format: 'wasm',
    version: head === undefined ? 0 : fieldsOf(head, true).u32(4),
    imports: [...imports],
    ...(needed.length === 0 ? {} : { needed }),
    customSections,
    problems: source.problems,
  };
};
