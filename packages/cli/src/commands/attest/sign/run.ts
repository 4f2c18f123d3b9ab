import { basename, dirname, join } from 'node:path';
import { signAll, type SignedStatement, type SubjectFile } from '@custody/attest';
import { sanitize } from '@custody/findings';
import { clockFor, digestOf, openSource, writeAtomically, writeNew } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { loadTrust } from '../../verify/trust.ts';
import { cacheDirectory } from '../../verify/tuf-cache.ts';
import { withSigning } from '../failure.ts';
import { signingPorts } from '../ports.ts';
import { servicesOf, tokenSource } from '../services.ts';
import type { SignFlags } from './command.ts';
import { planOf } from './plan.ts';
import { signerOf } from './signer.ts';

const subjectOf = (path: string): SubjectFile => {
  const source = openSource(path);
  try {
    const sha256 = digestOf(source);
    source.assertUnchanged();
    return { name: basename(path), sha256 };
  } finally {
    source.close();
  }
};

/** What is written, and where: PEP 740's form where there is one, a bundle otherwise. */
const evidenceOf = (signed: SignedStatement, path: string, flags: SignFlags) => {
  const at = join(flags.outputDir ?? dirname(path), basename(path));
  return signed.attestation === undefined
    ? { path: `${at}.${flags.kind}.sigstore.json`, text: signed.bundle }
    : {
        path: `${at}.${flags.kind === 'publish' ? 'publish' : 'slsa'}.attestation`,
        text: signed.attestation,
      };
};

const signerText = ({ verification: { signer } }: SignedStatement): string =>
  signer === undefined
    ? 'nobody'
    : signer.kind === 'key'
      ? `key:${signer.fingerprint}`
      : `${signer.subject.value} (${signer.claims.issuer ?? ''})`;

/** `custody attest sign FILE…`. */
export const runSign = (context: CustodyContext, flags: SignFlags, paths: readonly string[]): Promise<void> =>
  withSigning(async () => {
    const services = servicesOf(flags, context.clock.now());
    const trust = await loadTrust(flags, {
      http: undefined,
      cache: cacheDirectory(context.environment),
      now: context.clock.now(),
    });
    if (trust.kind === 'unusable') throw new CommandError(trust.reason, EXIT.source);
    const keyed = flags.key !== undefined || flags.sshKey !== undefined;
    if (!flags.log && !keyed)
      throw new CommandError(
        '--no-log is for keys: a certificate of ten minutes is worth nothing without a log',
      );
    const interrupts = context.interrupts();
    const progress = context.progress(flags.quiet);
    const ports = signingPorts(context, interrupts.signal);
    try {
      const token = keyed ? undefined : await tokenSource(context, flags, ports, services.issuer);
      // A statement's own times may be fixed for rebuilding; the services live in real time.
      const plan = await planOf(flags, clockFor(context.environment, context.clock).now(), token);
      const signer = await signerOf(context, flags, ports, services, token);
      const subjects = paths.map(subjectOf);
      const common = { plan, signer, witnesses: flags.log ? services.witnesses : {}, trust: trust.root };
      const together = flags.kind === 'release' || flags.kind === 'vsa';
      const sets = together ? [subjects] : subjects.map((subject) => [subject]);
      progress.begin(sets.length, 'signing');
      const signed = await signAll(
        ports,
        sets.map((set) => ({ ...common, subjects: set })),
      );
      progress.end();
      for (const [index, of] of paths.entries()) {
        const each = signed[together ? 0 : index];
        if (each === undefined) continue;
        const { path, text } = evidenceOf(each, of, flags);
        await (flags.force ? writeAtomically : writeNew)(path, (sink) => sink.write(Buffer.from(text)));
        context.out.write(`✓ ${sanitize(path)}: signed and verified, by ${sanitize(signerText(each))}\n`);
      }
      context.finish(EXIT.ok);
    } finally {
      progress.end();
      ports.close();
      interrupts.dispose();
    }
  });
