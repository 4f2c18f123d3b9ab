export { installsIn, optionNamed } from './installs.ts';
export type {
  Install,
  InstallOption,
  InstallOrigin,
  InstallSpec,
  InstallTool,
  InstallVerb,
} from './types.ts';
