/** How sure each kind of evidence is, from 0 to 1: one table, so that the rungs keep their order. */
export const CONFIDENCE = {
  /** An embedded document names the package, and name and version of the file agree. */
  declaredExactly: 0.95,
  /** An embedded document names the package; the file tells no version. */
  declaredByName: 0.8,
  /** systemd's package note, which whoever packaged the binary wrote into it. */
  packaged: 0.9,
  observed: { high: 0.8, medium: 0.6, low: 0.3 },
  named: { medium: 0.5, low: 0.3 },
  /** A version resource or a Mach-O version: what the library's makers filled in, often not the release. */
  resource: 0.5,
  /** Another file of the same project beside it tells the version. */
  sibling: 0.4,
  /** Only a name, no version. */
  nameOnly: 0.2,
} as const;
