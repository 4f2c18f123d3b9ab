import { decided, told } from '../score.ts';
import type { AssessInput, Check, Evidence } from '../types.ts';

const EXTENSIONS = new Set(
  'crx deb dex dey elf o a so macho iso class jar bundle dylib lib msi dll drv efi exe ocx pyc pyo par rpm wasm whl'.split(
    ' ',
  ),
);

/** What the first bytes say, as Scorecard's library takes them. */
const MAGIC: readonly (readonly [hex: string, what: string])[] = [
  ['7f454c46', 'ELF'],
  ['4d5a', 'executable of Windows'],
  ['cafebabe', 'Java class or Mach-O'],
  ['feedface', 'Mach-O'],
  ['feedfacf', 'Mach-O'],
  ['cefaedfe', 'Mach-O'],
  ['cffaedfe', 'Mach-O'],
  ['0061736d', 'WebAssembly'],
  ['edabeedb', 'RPM'],
  ['43723234', 'Chrome extension'],
  ['6465780a', 'Dalvik'],
  ['6465790a', 'Dalvik'],
  ['213c617263683e0a64656269616e', 'Debian package'],
];

/** As much of a file as tells text from bytes. */
const READ = 1024;

const isText = (bytes: Uint8Array): boolean =>
  !bytes.some((byte, index) => index < bytes.length - 4 && byte < 0x20 && ![9, 10, 13].includes(byte));

const binaryAs = (path: string, bytes: Uint8Array): string | undefined => {
  if (bytes.length === 0) return undefined;
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const magic = MAGIC.find(([hex]) => head.startsWith(hex));
  if (magic !== undefined) return magic[1];
  const dot = path.lastIndexOf('.');
  const extension = dot > path.lastIndexOf('/') ? path.slice(dot + 1) : '';
  return EXTENSIONS.has(extension) && !isText(bytes) ? `.${extension}` : undefined;
};

const found = ({ view, bytes }: AssessInput): readonly Evidence[] =>
  view.repository.paths.flatMap((path) => {
    const head = bytes(path, READ);
    const what = head && binaryAs(path, head);
    return what === undefined ? [] : [{ path, text: `a binary (${what}) that nobody can review` }];
  });

/** `checks/evaluation/binary_artifacts.go`: a point less for each binary. */
export const binaryArtifacts: Check = {
  name: 'Binary-Artifacts',
  risk: 'high',
  todo: 'Remove built files from the repository, and build them from source.',
  judge: (input) => {
    const lost = found(input);
    return {
      score: decided(10 - lost.length),
      reason:
        lost.length === 0 ? 'no binaries in the repository' : `${lost.length} binaries in the repository`,
      lost: told(lost),
    };
  },
};
