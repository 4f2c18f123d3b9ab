import { CONTENT_DAMAGES } from './content.ts';
import { FRAMING_DAMAGES } from './framing.ts';
import { NAME_DAMAGES } from './names.ts';
import type { Damage } from './parts.ts';

const table = { ...CONTENT_DAMAGES, ...NAME_DAMAGES, ...FRAMING_DAMAGES };

export type DamageName = keyof typeof table;

/**
 * Ways to damage a sound wheel (one of `buildWheel`, or any without comments, data descriptors and ZIP64), by name:
 * each gives new bytes with this one thing wrong. Those that add a file to dist-info take it to be that of
 * `tidewater-1.0.0`, the default of `buildWheel` and of the test project.
 */
export const DAMAGES: Readonly<Record<DamageName, Damage>> = table;

export const DAMAGE_NAMES = Object.keys(table) as readonly DamageName[];
