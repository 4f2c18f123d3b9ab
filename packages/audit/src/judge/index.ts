export { checkVersions, makeVersionIn } from './version-in.ts';
