import { basename } from 'node:path';
import { type PreflightStep, preflight, tokenClaims } from '@custody/attest';
import { sanitize } from '@custody/findings';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { withSigning } from '../failure.ts';
import { signingPorts } from '../ports.ts';
import { servicesOf, tokenSource } from '../services.ts';
import { signingVariable } from '../variables.ts';
import type { PreflightFlags } from './command.ts';

const MARK = { holds: '✓', 'does-not-hold': '✗', unjudged: '?' } as const;

const lineOf = ({ id, outcome, message, remedy }: PreflightStep): string =>
  `${MARK[outcome]} ${id}: ${sanitize(message)}${remedy === undefined ? '' : `\n    ${sanitize(remedy)}`}\n`;

const platformOf = ({ environment }: CustodyContext) =>
  environment.variable('GITHUB_ACTIONS') === 'true'
    ? 'github'
    : signingVariable(environment, 'GITLAB_CI') === 'true'
      ? 'gitlab'
      : 'other';

/** `custody attest preflight [FILE…]`. */
export const runPreflight = (
  context: CustodyContext,
  flags: PreflightFlags,
  paths: readonly string[],
): Promise<void> =>
  withSigning(async () => {
    const interrupts = context.interrupts();
    const ports = signingPorts(context, interrupts.signal);
    try {
      const now = context.clock.now();
      const services = servicesOf(flags, now);
      const source = await tokenSource(context, flags, ports, services.issuer);
      const { repository, workflow, environment } = flags;
      const steps = preflight({
        claims: source === undefined ? undefined : tokenClaims(await source()),
        platform: platformOf(context),
        publisher: {
          ...(repository === undefined ? {} : { repository }),
          ...(workflow === undefined ? {} : { workflow }),
          ...(environment === undefined ? {} : { environment }),
        },
        files: paths.map((path) => basename(path)),
        log: services.witnesses.log?.version ?? 1,
        now,
      });
      context.out.write(
        flags.format === 'json' ? `${JSON.stringify({ steps }, undefined, 2)}\n` : steps.map(lineOf).join(''),
      );
      const has = (outcome: PreflightStep['outcome']) => steps.some((step) => step.outcome === outcome);
      context.finish(has('does-not-hold') ? EXIT.findings : has('unjudged') ? EXIT.undecided : EXIT.ok);
    } finally {
      ports.close();
      interrupts.dispose();
    }
  });
