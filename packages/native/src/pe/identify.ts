import type { Source } from '../bytes/source.ts';
import type { PeObject } from '../types.ts';
import { readDebug } from './debug.ts';
import { type Directory, findSignature, type PeHeader, readHeader } from './header.ts';
import { readDelayImports, readExportName, readImports } from './imports.ts';
import { readVersionResource } from './resources.ts';
import { parseVersionInfo, type VersionInfo } from './version-info.ts';

const EXPORT = 0;
const IMPORT = 1;
const RESOURCE = 2;
const CERTIFICATE = 4;
const DEBUG = 6;
const DELAY_IMPORT = 13;

/** The certificate table is the one directory that gives a file offset. Signatures are not verified here. */
const isSigned = (source: Source, directory: Directory | undefined): boolean => {
  if (directory === undefined || directory.size === 0) return false;
  if (directory.address + directory.size <= source.size) return true;
  source.report('pe/bad-certificate-table', directory.address, 'the certificate table ends beyond the file');
  return false;
};

const readVersionInfo = async (source: Source, header: PeHeader): Promise<VersionInfo | undefined> => {
  const resource = await readVersionResource(source, header, header.directories[RESOURCE]);
  if (resource === undefined) return undefined;
  const info = parseVersionInfo(resource.bytes);
  if (!info.complete)
    source.report('pe/bad-version-resource', resource.offset, 'the version resource is malformed');
  return info;
};

/** What a PE file says about itself (Microsoft, "PE Format"); `undefined` where no PE header follows the DOS one. */
export const identifyPe = async (source: Source): Promise<PeObject | undefined> => {
  const signature = await findSignature(source);
  if (signature === undefined) return undefined;
  const header = await readHeader(source, signature);
  if (header === undefined)
    return {
      format: 'pe',
      bits: 32,
      machine: 'unknown',
      dll: false,
      versionInfo: {},
      imports: [],
      delayImports: [],
      reproducible: false,
      signed: false,
      problems: source.problems,
    };
  const { directories } = header;
  const imports = await readImports(source, header, directories[IMPORT]);
  const delayImports = await readDelayImports(source, header, directories[DELAY_IMPORT]);
  const exportName = await readExportName(source, header, directories[EXPORT]);
  const debug = await readDebug(source, header, directories[DEBUG]);
  const version = await readVersionInfo(source, header);
  return {
    format: 'pe',
    bits: header.bits,
    machine: header.machine,
    dll: header.dll,
    versionInfo: version?.strings ?? {},
    ...(version?.fileVersion === undefined ? {} : { fileVersion: version.fileVersion }),
    ...(version?.productVersion === undefined ? {} : { productVersion: version.productVersion }),
    ...(exportName === undefined ? {} : { exportName }),
    imports,
    delayImports,
    ...debug,
    signed: isSigned(source, directories[CERTIFICATE]),
    problems: source.problems,
  };
};
