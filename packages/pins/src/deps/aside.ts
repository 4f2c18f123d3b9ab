/** Folders whose files are data of tests, examples or other people's: what stands there is built and installed by nobody. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|testdata|test[-_]data|data-files|fixtures?|examples?|samples?|demos?|templates?|vendor|vendored|_vendor|third_party|node_modules|snapshots?)\//i;

/** True for a path that stands aside of what the project itself is built from. */
export const isAside = (path: string): boolean => ASIDE.test(path);
