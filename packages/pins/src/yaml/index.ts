export { commentAfter, type TrailingComment } from './comment.ts';
export { entriesOf, entryOf, mapOf, scalarOf, seqOf, textsOf, valueOf } from './get.ts';
export { placeIn } from './place.ts';
export { readYaml } from './read.ts';
export type {
  YamlDocument,
  YamlEntry,
  YamlMap,
  YamlNode,
  YamlProblem,
  YamlProblemCode,
  YamlScalar,
  YamlSeq,
  YamlStyle,
} from './types.ts';
