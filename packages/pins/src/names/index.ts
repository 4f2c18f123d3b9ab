export { type EditKind, oneEdit } from './edit.ts';
export {
  builtInNames,
  parsePopularNames,
  type PopularNames,
  popularNames,
  type PopularReading,
} from './popular.ts';
export { type NameSignal, nameSignal } from './signal.ts';
