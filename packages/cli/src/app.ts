import {
  type Application,
  ArgumentScannerError,
  buildApplication,
  buildRouteMap,
  type FlagNotFoundError,
  formatMessageForArgumentScannerError,
  text_en,
} from '@stricli/core';
import { assessCommand } from './commands/assess/command.ts';
import { attestRoutes } from './commands/attest/routes.ts';
import { auditCommand } from './commands/audit/command.ts';
import { authorityRoutes } from './commands/authority/routes.ts';
import { checkCommand } from './commands/check/command.ts';
import { dbRoutes } from './commands/db/routes.ts';
import { pinCommand } from './commands/pin/command.ts';
import { sbomRoutes } from './commands/sbom/routes.ts';
import { verifyCommand } from './commands/verify/command.ts';
import type { CustodyContext } from './context.ts';
import { describeFailure, exitCodeOf } from './failure.ts';
import { VERSION } from './version.ts';

const routes = buildRouteMap({
  routes: {
    assess: assessCommand,
    attest: attestRoutes,
    audit: auditCommand,
    authority: authorityRoutes,
    check: checkCommand,
    db: dbRoutes,
    pin: pinCommand,
    sbom: sbomRoutes,
    verify: verifyCommand,
  },
  docs: {
    brief: 'The chain of custody of a software release',
    fullDescription: [
      'custody says, with evidence and offline, what is in a release, whether its files are sound, and what to do.',
      '',
      'Exit codes: 0 ok · 1 findings at or over the threshold · 2 usage · 3 undecided · 4 a source is unusable · 70 internal error',
    ].join('\n'),
  },
});

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const describeUnknownFlag = ({ input, corrections }: FlagNotFoundError): string => {
  const proposals = [...new Set(corrections.map(kebab))].map((name) => `--${name}`);
  const [last = '', ...others] = proposals.toReversed();
  if (last === '') return `No flag registered for --${input}`;
  const list = others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`;
  return `No flag registered for --${input}, did you mean ${list}?`;
};

/** The whole command line: unknown flags and commands are errors, `--` ends the flags. */
export const app: Application<CustodyContext> = buildApplication(routes, {
  name: 'custody',
  versionInfo: { currentVersion: VERSION },
  scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
  documentation: { caseStyle: 'convert-camel-to-kebab', disableAnsiColor: true },
  determineExitCode: exitCodeOf,
  localization: {
    loadText: () => ({
      ...text_en,
      // The framework proposes flags by their names in the code.
      exceptionWhileParsingArguments: (exception) =>
        exception instanceof ArgumentScannerError
          ? formatMessageForArgumentScannerError(exception, { FlagNotFoundError: describeUnknownFlag })
          : describeFailure(exception),
      exceptionWhileRunningCommand: (exception) => describeFailure(exception),
      exceptionWhileLoadingCommandFunction: (exception) => describeFailure(exception),
    }),
  },
});
