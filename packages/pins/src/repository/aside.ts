const ASIDE =
  /^(?:tests?|testing|testdata|test[-_]data|data-files|spec|specs|fixtures?|__fixtures__|snapshots?|__snapshots__|examples?|samples?|demos?|templates?|cookiecutter.*|vendor|vendored|_vendor|third[-_]?party|externals?|extern|node_modules|site-packages|mock|mocks|benchmarks?)$/i;

/**
 * What a path is in, where it is no part of the project proper: a folder of tests, examples, or other people's code, whose
 * files are data and are built and installed by nobody.
 */
export const asideOf = (path: string): string | undefined =>
  path
    .split('/')
    .slice(0, -1)
    .find((segment) => ASIDE.test(segment));

/** True for a path that stands aside of what the project itself is built from. */
export const isAside = (path: string): boolean => asideOf(path) !== undefined;
