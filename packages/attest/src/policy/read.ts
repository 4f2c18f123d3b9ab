import { parseVersion } from '@custody/python';
import { DECLARABLE } from '../slsa/declarable.ts';
import { MEMBERS } from './members.ts';
import { predicateTypes, PREDICATE_NAMES } from './predicates.ts';
import { readSigner } from './signer.ts';
import { parseTemplate } from './template.ts';
import type { BuilderTrust, PackageRule, SignerPolicy, SignerPolicyProblem, VerifierTrust } from './types.ts';
import { type Say, type Table, tableOf } from './value.ts';

const DAY = 86_400_000;
const LONGEST_GLOB = 200;
const MODES = ['enforce', 'warn', 'first-use'] as const;

const signersOf = (table: Table, say: Say) =>
  table.tables('signer').flatMap((signer) => readSigner(signer, say) ?? []);

const packageOf = (table: Table, say: Say): PackageRule | undefined => {
  const names = table.texts('name');
  if (names === undefined) {
    if (!table.has('name')) say(table.at, 'name is missing: a package, or a glob over names');
    return undefined;
  }
  if (names.some((name) => name.length > LONGEST_GLOB))
    say(`${table.at}.name`, 'this is too long for a glob');
  const mode = table.word('mode', MODES) ?? 'enforce';
  const require = (table.texts('require') ?? []).flatMap((word) => {
    const types = predicateTypes(word);
    if (types === undefined)
      say(
        `${table.at}.require`,
        `${JSON.stringify(word)} is no predicate; expected ${PREDICATE_NAMES.join(', ')} or an https:// type`,
      );
    return types === undefined ? [] : [types];
  });
  const signers = signersOf(table, say);
  if (signers.length === 0 && mode !== 'first-use' && !table.has('signer'))
    say(table.at, 'nobody may sign: name at least one signer, or choose mode = "first-use"');
  const threshold = table.whole('threshold', 1, 64) ?? 1;
  const since = table.text('since');
  if (since !== undefined && parseVersion(since) === undefined)
    say(`${table.at}.since`, `${JSON.stringify(since)} is no version (PEP 440)`);
  const build = table.whole('build-level', 1, 3);
  const source = table.whole('source-level', 1, 4);
  const days = table.whole('max-age-days', 1, 36_500);
  return {
    at: table.at,
    names,
    mode,
    require,
    signers,
    threshold,
    ...(since === undefined ? {} : { since }),
    ...(build === 1 || build === 2 || build === 3 ? { buildLevel: build } : {}),
    ...(source === 1 || source === 2 || source === 3 || source === 4 ? { sourceLevel: source } : {}),
    ...(days === undefined ? {} : { maxAge: days * DAY }),
  };
};

/** Texts of a table whose members may all be texts. */
const textsOf = (table: Table, names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    names.flatMap((name) => {
      const text = table.text(name);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );

const RESOURCE = 'pkg:pypi/{name}@{version}';

const verifierOf = (table: Table, say: Say): VerifierTrust | undefined => {
  const id = table.text('id');
  const resource = table.text('resource') ?? RESOURCE;
  const [signer, ...others] = signersOf(table, say);
  if (id === undefined || signer === undefined || others.length > 0) {
    say(table.at, 'a verifier is named by id and one signer');
    return undefined;
  }
  const template = parseTemplate(resource);
  if (typeof template === 'string') say(`${table.at}.resource`, template);
  return { id, resource, signer };
};

const builderOf = (table: Table, say: Say): BuilderTrust | undefined => {
  for (const name of ['repository', 'workflow', 'ref', 'commit'])
    if (table.has(name)) say(`${table.at}.${name}`, `${name} belongs to the signer of the platform`);
  const id = table.text('id');
  const level = table.whole('level', 1, 3);
  const [signer, ...others] = signersOf(table, say);
  if (id === undefined || signer === undefined || others.length > 0) {
    say(table.at, 'a build platform is named by id, level and one signer');
    return undefined;
  }
  return level === 1 || level === 2 || level === 3 ? { id, level, signer } : undefined;
};

/**
 * Reads who may sign what from a parsed policy: the table `verify` of `custody.toml`. Strict: a policy with any problem must not be
 * used, for half of what somebody asked for is not what they asked for. Never throws.
 */
export const readSignerPolicy = (
  value: unknown,
): { readonly policy: SignerPolicy; readonly problems: readonly SignerPolicyProblem[] } => {
  const problems: SignerPolicyProblem[] = [];
  const say: Say = (at, message) => problems.push({ at: at === '' ? 'verify' : `verify.${at}`, message });
  const table = tableOf(value, '', MEMBERS['verify'] ?? [], say);
  const expires = table?.day('expires');
  const declared = table?.table('declared');
  const policy: SignerPolicy = {
    ...(expires === undefined ? {} : { expires }),
    packages: (table?.tables('package') ?? []).flatMap((one) => packageOf(one, say) ?? []),
    builders: (table?.tables('builder') ?? []).flatMap((one) => builderOf(one, say) ?? []),
    verifiers: (table?.tables('verifier') ?? []).flatMap((one) => verifierOf(one, say) ?? []),
    declared: declared === undefined ? new Map() : textsOf(declared, DECLARABLE),
  };
  return { policy, problems };
};
