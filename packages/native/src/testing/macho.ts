import { type Writer, writer } from './bytes.ts';

/** A load command: its kind and what follows kind and size. */
export type MachOCommand = readonly [kind: number, body: (out: Writer) => void];

export type MachOSpec = {
  readonly bits?: 32 | 64;
  readonly little?: boolean;
  readonly cpu?: readonly [type: number, subtype: number];
  readonly type?: number;
  readonly commands?: readonly MachOCommand[];
  /** Appended after the load commands, with a signature command that points to it. */
  readonly signature?: Uint8Array;
  readonly statedCount?: number;
};

export const version = (major: number, minor: number, patch: number): number =>
  major * 65_536 + minor * 256 + patch;

/** LC_ID_DYLIB, LC_LOAD_DYLIB and their like. */
export const library = (kind: number, name: string, current: number, compatible: number): MachOCommand => [
  kind,
  (out) => out.u32(24, 2, current, compatible).raw(`${name}\0`),
];

export const buildMachO = (spec: MachOSpec): Uint8Array => {
  const little = spec.little ?? true;
  const wide = (spec.bits ?? 64) === 64;
  const commandsAt = wide ? 32 : 28;
  const encode = (commands: readonly MachOCommand[]): Uint8Array => {
    const out = writer(little);
    for (const [kind, body] of commands) {
      const content = writer(little);
      body(content);
      content.align(8);
      out.u32(kind, content.length() + 8).raw(content.done());
    }
    return out.done();
  };
  const plain = spec.commands ?? [];
  const { signature } = spec;
  const signatureAt = commandsAt + encode(plain).length + 16;
  const commands: readonly MachOCommand[] =
    signature === undefined
      ? plain
      : [...plain, [0x1d, (out: Writer) => void out.u32(signatureAt, signature.length)]];
  const encoded = encode(commands);
  const [cpuType, cpuSubtype] = spec.cpu ?? [0x0100_000c, 0];
  const out = writer(little)
    .u32(wide ? 0xfeedfacf : 0xfeedface, cpuType, cpuSubtype, spec.type ?? 6)
    .u32(spec.statedCount ?? commands.length, encoded.length, 0);
  if (wide) out.u32(0);
  return out
    .raw(encoded)
    .raw(signature ?? new Uint8Array())
    .done();
};

export type FatEntry = {
  readonly cpu: readonly [number, number];
  readonly bytes: Uint8Array;
  readonly offset?: number;
};

/** A universal file of these slices. */
export const buildFat = (entries: readonly FatEntry[], wide = false): Uint8Array => {
  const placed: (FatEntry & { readonly at: number })[] = [];
  let end = 8 + entries.length * (wide ? 32 : 20);
  for (const entry of entries) {
    const at = entry.offset ?? Math.ceil(end / 64) * 64;
    placed.push({ ...entry, at });
    end = Math.max(end, at + entry.bytes.length);
  }
  const out = writer(false).u32(wide ? 0xcafebabf : 0xcafebabe, entries.length);
  for (const { cpu, bytes, at } of placed) {
    out.u32(...cpu);
    if (wide) out.u64(at, bytes.length).u32(6, 0);
    else out.u32(at, bytes.length, 6);
  }
  const file = new Uint8Array(end);
  file.set(out.done());
  for (const { bytes, at } of placed) file.set(bytes, at);
  return file;
};
