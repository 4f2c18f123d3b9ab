export { createMarkerScopes, markerScope } from './scope.ts';
export type { MarkerImplementation, MarkerPlatform, MarkerScope, MarkerUniverse } from './types.ts';
export {
  chooseEnvironments,
  type EnvironmentChoice,
  PLATFORM_NAMES,
  SUPPORTED_ENVIRONMENTS,
} from './universe.ts';
