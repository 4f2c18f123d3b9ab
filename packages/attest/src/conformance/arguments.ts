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

const VALUES = new Set([
  '--bundle',
  '--certificate-identity',
  '--certificate-oidc-issuer',
  '--key',
  '--trusted-root',
]);

/** Reads the arguments of `verify-bundle`, or says what is wrong with them. */
export const parseConformanceArguments = (args: readonly string[]): ConformanceRequest | string => {
  const [command, ...rest] = args;
  if (command !== 'verify-bundle') return `verify-bundle is the only subcommand, not ${command ?? 'nothing'}`;
  const values = new Map<string, string>();
  const positional: string[] = [];
  let staging = false;
  for (let at = 0; at < rest.length; at += 1) {
    const argument = rest[at] ?? '';
    if (argument === '--staging') staging = true;
    else if (VALUES.has(argument)) {
      const value = rest[(at += 1)];
      if (value === undefined || values.has(argument)) return `${argument} takes one value, once`;
      values.set(argument, value);
    } else if (argument.startsWith('--')) return `${argument} is not known`;
    else positional.push(argument);
  }
  const [artifact, ...more] = positional;
  const bundle = values.get('--bundle');
  if (artifact === undefined || more.length > 0 || bundle === undefined)
    return 'one file or digest and --bundle are needed';
  const [identity, issuer] = [values.get('--certificate-identity'), values.get('--certificate-oidc-issuer')];
  const key = values.get('--key');
  const common = { bundle, artifact, staging, trustedRoot: values.get('--trusted-root') };
  if (key !== undefined && identity === undefined && issuer === undefined)
    return { ...common, expected: { kind: 'key', path: key } };
  if (key !== undefined || identity === undefined || issuer === undefined)
    return 'either --key, or --certificate-identity and --certificate-oidc-issuer are needed';
  return { ...common, expected: { kind: 'identity', identity, issuer } };
};
