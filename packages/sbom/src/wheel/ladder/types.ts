/**
 * How it is known what a binary is. From the best: its maker declared it in an embedded SBOM; the packager wrote it into the
 * binary; the repair tool or the SONAME names it; strings of the library were seen in it.
 */
export type Rung = 'declared' | 'packaged' | 'named' | 'observed';

/** One statement about what a binary is, or has linked in. */
export type Claim = {
  readonly rung: Rung;
  /** The upstream's name for the library: `libpng`. */
  readonly library: string;
  readonly version?: string;
  /** Of the distribution's package or of what was declared; the claim's own purl where there is none is `pkg:generic/…`. */
  readonly purl?: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** As CycloneDX names techniques. */
  readonly technique: 'manifest-analysis' | 'binary-analysis' | 'filename';
  /** What was seen: a file name, a document's name, a string. */
  readonly value: string;
};

/** Something that an embedded SBOM declares, and that a binary of the wheel may be. */
export type Declared = {
  /** The document's file name. */
  readonly label: string;
  readonly ref: string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
};
