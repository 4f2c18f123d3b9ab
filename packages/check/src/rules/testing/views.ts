import { type ByteSource, readEntry, readTar, readTarGz, readZip } from '@custody/archive';
import { inspectWheelContents } from '@custody/sbom';
import { buildWheel, wheelFileName, type WheelOptions } from '@custody/testkit';
import type { TarView } from '../../views/tar.ts';
import type { WheelView } from '../../views/wheel.ts';
import type { ZipView } from '../../views/zip.ts';

/** What every fixture is called in the places that are expected. */
export const FILE = 'dist/fixture';

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => {
    if (position + length > bytes.length) throw new RangeError('read past the end');
    return bytes.slice(position, position + length);
  },
});

/** What the examiner would show the `zip/…` rules of these bytes: framing and content. */
export const zipView = async (bytes: Uint8Array): Promise<ZipView> => {
  const source = sourceOf(bytes);
  const { entries, problems } = readZip(source);
  const content = [];
  for (const entry of entries) content.push(...(await readEntry(source, entry, 1 << 27)).problems);
  return { file: FILE, problems: [...problems, ...content] };
};

/** What the examiner would show the `tar/…` rules: of a gzip file, or of the bare stream inside it. */
export const tarView = async (bytes: Uint8Array, kind: 'tar.gz' | 'tar'): Promise<TarView> => {
  const read = kind === 'tar' ? readTar : readTarGz;
  const { problems, omitted } = await read(sourceOf(bytes), () => undefined);
  return { file: FILE, problems, omitted };
};

/** What the examiner would show the `wheel/…` and `record/…` rules. */
export const wheelView = async (bytes: Uint8Array, name: string): Promise<WheelView> => ({
  file: FILE,
  name,
  size: bytes.length,
  ...(await inspectWheelContents(sourceOf(bytes), name)),
});

/** The same of a wheel that the test kit builds, under its right name unless another is given. */
export const builtView = (options: WheelOptions = {}, name = wheelFileName(options)): Promise<WheelView> =>
  wheelView(buildWheel(options), name);
