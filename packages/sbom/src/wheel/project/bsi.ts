import type { Property } from '../../bill/types.ts';

/** What BSI TR-03183-2, section 5.2.2, asks of every component, in its CycloneDX taxonomy. */
export type BsiFacts = {
  readonly fileName: string;
  readonly executable: boolean;
  readonly archive: boolean;
};

/** Properties `bsi:component:…`. A wheel, a binary, a source file: all of them are structured. */
export const bsiProperties = ({ fileName, executable, archive }: BsiFacts): readonly Property[] => [
  { name: 'bsi:component:filename', value: fileName },
  { name: 'bsi:component:executable', value: executable ? 'executable' : 'non-executable' },
  { name: 'bsi:component:archive', value: archive ? 'archive' : 'no archive' },
  { name: 'bsi:component:structured', value: 'structured' },
];
