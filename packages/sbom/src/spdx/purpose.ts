import type { ComponentType } from '../bill/types.ts';

/** SPDX 2.3, clause 7.24, primary package purpose. */
const PURPOSES: Readonly<Record<string, ComponentType>> = {
  APPLICATION: 'application',
  FRAMEWORK: 'framework',
  LIBRARY: 'library',
  CONTAINER: 'container',
  OPERATING_SYSTEM: 'operating-system',
  'OPERATING-SYSTEM': 'operating-system',
  DEVICE: 'device',
  FIRMWARE: 'firmware',
  FILE: 'file',
};

export const readPurpose = (purpose: string | undefined): ComponentType =>
  (purpose === undefined || !Object.hasOwn(PURPOSES, purpose) ? undefined : PURPOSES[purpose]) ?? 'library';

const WORDS: Readonly<Partial<Record<ComponentType, string>>> = {
  application: 'APPLICATION',
  framework: 'FRAMEWORK',
  library: 'LIBRARY',
  container: 'CONTAINER',
  'operating-system': 'OPERATING_SYSTEM',
  device: 'DEVICE',
  firmware: 'FIRMWARE',
  file: 'FILE',
};

/** Undefined where SPDX has no such purpose. */
export const writePurpose = (type: ComponentType): string | undefined => WORDS[type];
