/** What the conformance suite asks of a client (sigstore-conformance, CLI protocol, "Verify"). */
export type ConformanceRequest = {
  readonly bundle: string;
  readonly artifact: string;
  readonly staging: boolean;
  readonly trustedRoot: string | undefined;
  readonly expected:
    | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
    | { readonly kind: 'key'; readonly path: string };
};

/** `sign-bundle` of the same protocol, "Sign". */
export type SignRequest = {
  readonly bundle: string;
  readonly artifact: string;
  readonly token: string;
  readonly staging: boolean;
  readonly inToto: boolean;
  readonly trustedRoot: string | undefined;
  readonly signingConfig: string | undefined;
};

const VALUES = new Set([
  '--bundle',
  '--certificate-identity',
  '--certificate-oidc-issuer',
  '--key',
  '--trusted-root',
]);

const SIGN_VALUES = new Set(['--identity-token', '--bundle', '--trusted-root', '--signing-config']);

type Parsed = {
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
  readonly positional: readonly string[];
};

const parse = (
  args: readonly string[],
  valued: ReadonlySet<string>,
  plain: readonly string[],
): Parsed | string => {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const positional: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    if (plain.includes(argument)) flags.add(argument);
    else if (valued.has(argument)) {
      const value = args[(at += 1)];
      if (value === undefined || values.has(argument)) return `${argument} takes one value, once`;
      values.set(argument, value);
    } else if (argument.startsWith('--')) return `${argument} is not known`;
    else positional.push(argument);
  }
  return { values, flags, positional };
};

/** Reads the arguments of `sign-bundle`, or says what is wrong with them. */
export const parseSignArguments = (args: readonly string[]): SignRequest | string => {
  const parsed = parse(args.slice(1), SIGN_VALUES, ['--staging', '--in-toto']);
  if (typeof parsed === 'string') return parsed;
  const { values, flags, positional } = parsed;
  const [artifact, ...more] = positional;
  const [bundle, token] = [values.get('--bundle'), values.get('--identity-token')];
  if (artifact === undefined || more.length > 0 || bundle === undefined || token === undefined)
    return 'one file, --bundle and --identity-token are needed';
  return {
    bundle,
    artifact,
    token,
    staging: flags.has('--staging'),
    inToto: flags.has('--in-toto'),
    trustedRoot: values.get('--trusted-root'),
    signingConfig: values.get('--signing-config'),
  };
};

/** Reads the arguments of `verify-bundle`, or says what is wrong with them. */
export const parseConformanceArguments = (args: readonly string[]): ConformanceRequest | string => {
  const [command, ...rest] = args;
  if (command !== 'verify-bundle')
    return `verify-bundle and sign-bundle are the subcommands, not ${command ?? 'nothing'}`;
  const parsed = parse(rest, VALUES, ['--staging']);
  if (typeof parsed === 'string') return parsed;
  const { values, flags, positional } = parsed;
  const [artifact, ...more] = positional;
  const bundle = values.get('--bundle');
  if (artifact === undefined || more.length > 0 || bundle === undefined)
    return 'one file or digest and --bundle are needed';
  const [identity, issuer] = [values.get('--certificate-identity'), values.get('--certificate-oidc-issuer')];
  const key = values.get('--key');
  const common = {
    bundle,
    artifact,
    staging: flags.has('--staging'),
    trustedRoot: values.get('--trusted-root'),
  };
  if (key !== undefined && identity === undefined && issuer === undefined)
    return { ...common, expected: { kind: 'key', path: key } };
  if (key !== undefined || identity === undefined || issuer === undefined)
    return 'either --key, or --certificate-identity and --certificate-oidc-issuer are needed';
  return { ...common, expected: { kind: 'identity', identity, issuer } };
};
