import { inspectSdist } from '@custody/python';
import { buildSdist, sdistFileName, type SdistOptions } from '@custody/testkit';
import type { SdistView } from '../../../views/sdist.ts';
import { FILE } from '../../testing/views.ts';

/** What the examiner would show the `sdist/…` rules of these bytes. */
export const sdistView = async (bytes: Uint8Array, name: string): Promise<SdistView> => {
  const source = {
    size: bytes.length,
    read: (position: number, length: number) => {
      if (position + length > bytes.length) throw new RangeError('read past the end');
      return bytes.slice(position, position + length);
    },
  };
  return { file: FILE, name, size: bytes.length, inspection: await inspectSdist(source, name) };
};

/** The same of an sdist that the test kit builds, under its right name unless another is given. */
export const builtSdist = (options: SdistOptions = {}, name = sdistFileName(options)): Promise<SdistView> =>
  sdistView(buildSdist(options), name);
