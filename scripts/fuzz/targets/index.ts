import type { FuzzTarget } from '../types.ts';
import { tarGzTarget, tarTarget, zipTarget } from './archives.ts';
import { checkTarget, sdistTarget, wheelTarget } from './artifacts.ts';
import { convertTarget, validateTarget } from './bills.ts';
import { embedTarget, generateTarget, lockTarget, sourceTarget } from './makers.ts';
import { elfTarget, machOTarget, otherBinariesTarget, peTarget } from './binaries.ts';
import { plantedTarget } from './planted.ts';
import {
  entryPointsTarget,
  metadataTarget,
  namesTarget,
  pyprojectTarget,
  recordTarget,
  wheelFileTarget,
} from './texts.ts';

/** Every target by name; each is made when it is first needed, because its seeds cost time. */
export const TARGETS: ReadonlyMap<string, () => FuzzTarget> = new Map([
  ['zip', zipTarget],
  ['tar', tarTarget],
  ['tar-gz', tarGzTarget],
  ['record', recordTarget],
  ['metadata', metadataTarget],
  ['wheel-file', wheelFileTarget],
  ['entry-points', entryPointsTarget],
  ['pyproject', pyprojectTarget],
  ['names', namesTarget],
  ['elf', elfTarget],
  ['mach-o', machOTarget],
  ['pe', peTarget],
  ['ar-wasm', otherBinariesTarget],
  ['sbom', validateTarget],
  ['sbom-convert', convertTarget],
  ['wheel', wheelTarget],
  ['sdist', sdistTarget],
  ['check', checkTarget],
  ['generate', generateTarget],
  ['embed', embedTarget],
  ['lock', lockTarget],
  ['source', sourceTarget],
]);

/** Not among those of a usual run. */
const HIDDEN: ReadonlyMap<string, () => FuzzTarget> = new Map([['planted', plantedTarget]]);

/** The target of that name; throws RangeError where there is none. */
export const targetNamed = (name: string): FuzzTarget => {
  const make = TARGETS.get(name) ?? HIDDEN.get(name);
  if (make === undefined)
    throw new RangeError(`no target is named ${name}; there are ${[...TARGETS.keys()].join(', ')}`);
  return make();
};
