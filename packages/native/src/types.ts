/** Random access to a binary's bytes. `read` gives exactly `length` bytes or rejects. */
export type ByteReader = {
  readonly size: number;
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
};

/** Something malformed in a binary: reported, never thrown. */
export type NativeProblem = {
  readonly code: string;
  readonly message: string;
  /** Byte offset inside the binary. */
  readonly offset: number;
};

/** systemd's package metadata note (`.note.package`): who packaged this binary. Values are as written, unverified. */
export type PackageNote = {
  readonly type?: string;
  readonly name?: string;
  readonly version?: string;
  readonly architecture?: string;
  readonly osCpe?: string;
  readonly debugInfoUrl?: string;
};

export type ElfObject = {
  readonly format: 'elf';
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  /** As `e_machine` names it: `x86-64`, `aarch64`, …, or `machine-<n>`. */
  readonly machine: string;
  readonly type: 'executable' | 'shared' | 'relocatable' | 'core' | 'other';
  readonly soname?: string;
  readonly needed: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  /** Lower-case hex. */
  readonly buildId?: string;
  readonly packageNote?: PackageNote;
  /** Compiler strings from `.comment`. */
  readonly comment: readonly string[];
  /** Versions required of others: `GLIBC_2.17` of `libc.so.6`. */
  readonly versionNeeds: readonly { readonly file: string; readonly versions: readonly string[] }[];
  readonly versionDefinitions: readonly string[];
  readonly interpreter?: string;
  readonly stripped: boolean;
  readonly problems: readonly NativeProblem[];
};

export type MachOSlice = {
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  /** `x86_64`, `arm64`, `arm64e`, …, or `cpu-<n>`. */
  readonly machine: string;
  /** `archive`: the slice is no Mach-O file but an `ar` archive of them, as in universal static libraries. */
  readonly type: 'executable' | 'dylib' | 'bundle' | 'object' | 'archive' | 'other';
  readonly installName?: string;
  readonly currentVersion?: string;
  readonly compatibilityVersion?: string;
  readonly needed: readonly {
    readonly name: string;
    readonly currentVersion: string;
    readonly compatibilityVersion: string;
    readonly weak: boolean;
    /** True where its symbols are offered as this library's own (LC_REEXPORT_DYLIB). */
    readonly reexport?: boolean;
  }[];
  readonly rpaths: readonly string[];
  readonly uuid?: string;
  readonly sourceVersion?: string;
  readonly platform?: string;
  readonly minimumOs?: string;
  readonly sdk?: string;
  readonly signed: boolean;
};

export type MachOObject = {
  readonly format: 'mach-o';
  readonly fat: boolean;
  readonly slices: readonly MachOSlice[];
  readonly problems: readonly NativeProblem[];
};

export type PeObject = {
  readonly format: 'pe';
  readonly bits: 32 | 64;
  readonly machine: string;
  readonly dll: boolean;
  /** StringFileInfo of the version resource: `ProductVersion`, `OriginalFilename`, … */
  readonly versionInfo: Readonly<Record<string, string>>;
  /** FixedFileInfo, as `a.b.c.d`. */
  readonly fileVersion?: string;
  readonly productVersion?: string;
  readonly exportName?: string;
  readonly imports: readonly string[];
  readonly delayImports: readonly string[];
  /** CodeView RSDS record. */
  readonly pdb?: { readonly guid: string; readonly age: number; readonly path: string };
  /** True where the debug directory holds a REPRO entry. */
  readonly reproducible: boolean;
  /** True where the certificate table is not empty; the signature itself is not verified. */
  readonly signed: boolean;
  readonly problems: readonly NativeProblem[];
};

export type ArObject = {
  readonly format: 'ar';
  readonly thin: boolean;
  /** Names of the members, at most 10,000. */
  readonly members: readonly string[];
  readonly problems: readonly NativeProblem[];
};

export type WasmObject = {
  readonly format: 'wasm';
  readonly version: number;
  /** Modules that it imports from, each once. */
  readonly imports: readonly string[];
  /** Libraries that a side module needs (`dylink.0`, as Emscripten links them). */
  readonly needed?: readonly string[];
  /** Names of custom sections: `dylink.0`, `producers`, … */
  readonly customSections: readonly string[];
  readonly problems: readonly NativeProblem[];
};

/** What a binary says about itself. */
export type NativeObject = ElfObject | MachOObject | PeObject | ArObject | WasmObject;
