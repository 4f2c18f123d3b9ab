import type { Content } from '../bytes/bytes.ts';
import { buildTar } from '../tar/build.ts';
import { gzip, type GzipOptions } from '../tar/gzip.ts';
import type { TarEntrySpec, TarSpec } from '../tar/spec.ts';
import { defaultMetadata } from '../wheel/build.ts';
import { escapeName, escapeVersion } from '../wheel/name.ts';
import type { Files } from '../wheel/options.ts';

/** An sdist to build. Everything has a default that makes a sound one; `null` leaves a file out. */
export type SdistOptions = {
  readonly name?: string;
  readonly version?: string;
  /** Files below the top directory; one small module by default. */
  readonly files?: Files;
  readonly metadata?: Content | null;
  readonly headers?: readonly string[];
  readonly licences?: Readonly<Record<string, Content>>;
  readonly pyproject?: Content | null;
  /** The top directory's name, without slash. */
  readonly top?: string;
  /** Change the tar's low-level specification. */
  readonly tar?: (spec: TarSpec) => TarSpec;
  readonly gzip?: GzipOptions;
};

type Pair = readonly [string, Content];

const nameOf = (options: SdistOptions): string => options.name ?? 'tidewater';
const versionOf = (options: SdistOptions): string => options.version ?? '1.0.0';
const stem = (options: SdistOptions): string =>
  `${escapeName(nameOf(options))}-${escapeVersion(versionOf(options))}`;

/** The file name that belongs to these options: `tidewater-1.0.0.tar.gz`. */
export const sdistFileName = (options: SdistOptions = {}): string => `${stem(options)}.tar.gz`;

const defaultPyproject = (options: SdistOptions): string =>
  `[build-system]\nrequires = ["flit_core >=3.11"]\nbuild-backend = "flit_core.buildapi"\n\n[project]\nname = "${nameOf(options)}"\nversion = "${versionOf(options)}"\ndescription = "Tide tables for tests"\nrequires-python = ">=3.9"\nlicense = "Apache-2.0"\nlicense-files = ["LICENSE"]\n`;

/** The tar specification of an sdist, to be changed and built. */
export const sdistSpec = (options: SdistOptions = {}): TarSpec => {
  const top = options.top ?? stem(options);
  const module = escapeName(nameOf(options));
  const files = options.files ?? { [`${module}/__init__.py`]: `__version__ = "${versionOf(options)}"\n` };
  const licences = options.licences ?? {
    LICENSE: 'Permission is granted to use this test project for tests.\n',
  };
  const present = (name: string, content: Content | null): readonly Pair[] =>
    content === null ? [] : [[name, content]];
  const all: readonly Pair[] = [
    ...(Array.isArray(files) ? (files as readonly Pair[]) : Object.entries(files)),
    ...Object.entries(licences),
    ...present(
      'pyproject.toml',
      options.pyproject === undefined ? defaultPyproject(options) : options.pyproject,
    ),
    ...present(
      'PKG-INFO',
      options.metadata === undefined
        ? defaultMetadata({ ...metadataOptions(options), licences })
        : options.metadata,
    ),
  ];
  const entries = all.map(
    ([name, content]): TarEntrySpec =>
      name.endsWith('/') ? { name: `${top}/${name}`, type: '5' } : { name: `${top}/${name}`, content },
  );
  return options.tar === undefined ? { entries } : options.tar({ entries });
};

const metadataOptions = (options: SdistOptions) => ({
  name: nameOf(options),
  version: versionOf(options),
  ...(options.headers === undefined ? {} : { headers: options.headers }),
});

/** The bytes of an sdist, sound unless the options say otherwise. Same options, same bytes. Source distribution format. */
export const buildSdist = (options: SdistOptions = {}): Uint8Array =>
  gzip(buildTar(sdistSpec(options)), options.gzip);
