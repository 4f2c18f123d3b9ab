import { uuid5 } from './uuid.ts';

/** What makes one document different from another. At least one of `commit` and `fileName` should be known. */
export type SerialSource = {
  /** Normalised project name. */
  readonly name: string;
  readonly version: string;
  /** The source revision, as the version control system names it. */
  readonly commit?: string;
  /** The artifact's final file name. */
  readonly fileName?: string;
};

/**
 * A serial number that is the same whenever the same document is made again, and different for every other artifact
 * (CycloneDX, `serialNumber`; RFC 9562, UUIDv5). The parts are kept apart, so that no two sources run into one.
 */
export const serialNumber = (source: SerialSource): string =>
  `urn:uuid:${uuid5(
    `urn:custody:sbom:${JSON.stringify([source.name, source.version, source.commit ?? '', source.fileName ?? ''])}`,
  )}`;
