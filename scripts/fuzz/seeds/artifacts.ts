import {
  DAMAGE_NAMES,
  DAMAGES,
  gzip,
  type OpenEntry,
  projectSdist,
  projectWheel,
  reopenZip,
  sdistSpec,
  buildTar,
  type TarSpec,
} from '@custody/testkit';
import { CYCLONEDX } from './sboms.ts';

type Seeds = readonly [Uint8Array, ...Uint8Array[]];

/** A sound wheel with native binaries and an SBOM, as its entries. */
export const soundWheel = (): {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly entries: readonly OpenEntry[];
} => {
  const { name, bytes } = projectWheel({ sboms: { 'tidewater.cdx.json': CYCLONEDX } });
  return { name, bytes, entries: reopenZip(bytes) };
};

/** The sound wheel and every damage that the test kit knows. */
export const wheelSeeds = (): Seeds => {
  const { bytes } = soundWheel();
  return [bytes, ...DAMAGE_NAMES.map((damage) => DAMAGES[damage](bytes))];
};

/** An sdist with one of everything that pax, GNU and ustar can say. */
export const tarSpecs = (): readonly [TarSpec, ...TarSpec[]] => {
  const spec = sdistSpec();
  return [
    spec,
    {
      ...spec,
      globalPax: { comment: 'tidewater' },
      entries: [
        ...spec.entries,
        { name: `tidewater-1.0.0/${'long/'.repeat(40)}file.py`, content: 'x = 1\n' },
        { name: `tidewater-1.0.0/${'gnu/'.repeat(40)}file.py`, content: 'x = 1\n', longNames: 'gnu' },
        {
          name: 'tidewater-1.0.0/pax.py',
          content: 'x = 1\n',
          pax: { mtime: '1.5', 'SCHILY.xattr.user.x': 'y' },
        },
        { name: 'tidewater-1.0.0/link', type: '2', linkName: 'pax.py' },
        { name: 'tidewater-1.0.0/hard', type: '1', linkName: 'tidewater-1.0.0/pax.py' },
        { name: 'tidewater-1.0.0/directory/', type: '5' },
      ],
    },
  ];
};

export const tarSeeds = (): Seeds => {
  const [first, ...others] = tarSpecs();
  return [buildTar(first), ...others.map(buildTar)];
};

export const tarGzSeeds = (): Seeds => [
  projectSdist().bytes,
  ...tarSeeds().map((tar) =>
    gzip(tar, { fileName: 'tidewater.tar', headerCrc: true, extra: Uint8Array.of(1, 2, 0, 0) }),
  ),
];
