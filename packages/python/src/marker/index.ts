export { evaluateMarker } from './evaluate.ts';
export { parseMarker } from './parse.ts';
export { markerText } from './text.ts';
export type {
  Marker,
  MarkerAnswer,
  MarkerEnvironment,
  MarkerField,
  MarkerOperand,
  MarkerOperator,
  MarkerProblemCode,
} from './types.ts';
export * from './scope/index.ts';
