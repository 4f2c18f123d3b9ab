import type { Property } from '../bill/types.ts';

const LICENCE =
  /^(?:licen[cs]e|copying|copyright|notice|unlicense)(?:[._-][\w.+-]{0,40})?$|[._-]licen[cs]e(?:\.(?:txt|md|rst))?$/i;
const MOST = 50;

/** Licence files among paths, as properties: they are named, not judged. */
export const licenceFiles = (paths: readonly string[]): readonly Property[] =>
  paths
    .filter((path) => LICENCE.test(path.slice(path.lastIndexOf('/') + 1).slice(0, 200)))
    .slice(0, MOST)
    .map((value) => ({ name: 'custody:source:licence-file', value }));
