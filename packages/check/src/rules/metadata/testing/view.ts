import { parseMetadata } from '@custody/python';
import { defaultMetadata, type SdistOptions, type WheelOptions } from '@custody/testkit';
import type { MetadataView } from '../../../views/metadata.ts';
import { builtSdist } from '../../sdist/testing/view.ts';
import { builtView, FILE } from '../../testing/views.ts';

/** What the examiner would show the `metadata/…` rules of a wheel that the test kit builds. */
export const ofWheel = async (options: WheelOptions = {}, name?: string): Promise<MetadataView> => {
  const { inspection } = await builtView(options, name);
  const { metadata, filename, missingLicenseFiles } = inspection;
  return {
    file: FILE,
    artifact: 'wheel',
    entry: metadata?.path ?? '',
    parsed: metadata?.parsed ?? parseMetadata(new Uint8Array(0)),
    missingLicenseFiles,
    ...(filename.kind === 'ok' ? { filename } : {}),
  };
};

/** The same of an sdist. */
export const ofSdist = async (options: SdistOptions = {}, name?: string): Promise<MetadataView> => {
  const { inspection } = await builtSdist(options, name);
  const { pkgInfo, filename, missingLicenseFiles } = inspection;
  return {
    file: FILE,
    artifact: 'sdist',
    entry: pkgInfo?.path ?? '',
    parsed: pkgInfo?.parsed ?? parseMetadata(new Uint8Array(0)),
    missingLicenseFiles,
    ...(filename.kind === 'ok' ? { filename } : {}),
  };
};

/** Of a wheel whose METADATA has these lines added, from line 8 on. */
export const withLines = (...headers: readonly string[]): Promise<MetadataView> => ofWheel({ headers });

/** Of a wheel with the default METADATA changed. */
export const withText = (change: (text: string) => string | Uint8Array): Promise<MetadataView> =>
  ofWheel({ metadata: change(defaultMetadata()) });
