import type { SbomRule } from '../rules/types.ts';
import { bsi21 } from './bsi-2.1.ts';
import { cisa2025 } from './cisa-2025.ts';
import { ntia } from './ntia.ts';

export const PROFILE_NAMES = ['ntia', 'cisa-2025', 'bsi-2.1'] as const;

/** A list of what a buyer or an authority requires of an SBOM. */
export type ProfileName = (typeof PROFILE_NAMES)[number];

export const PROFILES: Readonly<Record<ProfileName, SbomRule>> = {
  ntia,
  'cisa-2025': cisa2025,
  'bsi-2.1': bsi21,
};
