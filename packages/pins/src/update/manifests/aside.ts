const ASIDE =
  /^(?:tests?|testing|testdata|test[-_]data|spec|specs|fixtures?|__fixtures__|snapshots|__snapshots__|examples?|samples?|demos?|templates?|cookiecutter.*|vendor|vendored|_vendor|third[-_]?party|externals?|extern|node_modules|site-packages|mock|mocks|benchmarks?)$/i;

/** What a path is in, where it is no part of the project proper: a folder of tests, examples, or other people's code. */
export const asideOf = (path: string): string | undefined =>
  path
    .split('/')
    .slice(0, -1)
    .find((segment) => ASIDE.test(segment));
