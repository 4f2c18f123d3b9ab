import type { SchemaName, ValidatorModule } from './types.ts';

// Each version is a module of its own, loaded when the first document of that version is met.
const LOADERS: Readonly<Record<SchemaName, () => Promise<ValidatorModule>>> = {
  'cyclonedx-1.4': () => import('../../generated/cyclonedx-1.4.js'),
  'cyclonedx-1.5': () => import('../../generated/cyclonedx-1.5.js'),
  'cyclonedx-1.6': () => import('../../generated/cyclonedx-1.6.js'),
  'cyclonedx-1.7': () => import('../../generated/cyclonedx-1.7.js'),
  'spdx-2.3': () => import('../../generated/spdx-2.3.js'),
};

/** The validator of one schema. Needs what `scripts/build-validators.ts` generates. */
export const loadValidator = (name: SchemaName): Promise<ValidatorModule> => LOADERS[name]();
