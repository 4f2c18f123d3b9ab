import { suspects } from './each-text.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

// Each alternative begins with a literal of its own, and the path stands alone: not as part of a web address.
const PATHS =
  /(?<![\w.~%-])(?:(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2})([^/\\\s"'<>|?*:]{1,64})|\/root\/|\/builds\/[^/\s]{1,64}\/|\/__w\/|\/github\/workspace\/|[A-Za-z]:\\{1,2}a\\{1,2}|\/tmp\/[A-Za-z0-9._-]{1,64}|\/private\/var\/folders\/)/;

/** Accounts that CI services give everybody: they name no person, only where the build ran. */
const SHARED = new Set([
  'runner',
  'vsts',
  'circleci',
  'travis',
  'appveyor',
  'jenkins',
  'builder',
  'user',
  'runneradmin',
]);

export const privatePaths: SbomRule = {
  rule: {
    id: 'sbom/private-paths',
    title: 'The document tells no paths of the machine that built it',
    severity: 'medium',
    confidence: 'medium',
    sources: ['custody'],
    why: 'paths of a build machine name people and places inside an organisation, and differ from build to build',
    attack:
      'names of accounts and of internal directories help to aim at the people who release the software',
    todo: 'Make the tool write paths relative to the source tree, or write the document anew from the artifact.',
  },
  judge: function* (context): Generator<Observation> {
    for (const { text, pointer } of suspects(context)) {
      const match = PATHS.exec(text);
      if (match === null) continue;
      const [path, account] = match;
      const personal = account !== undefined && !SHARED.has(account.toLowerCase());
      yield {
        pointer,
        message: personal
          ? `${quote(text)} tells the home directory of an account`
          : `${quote(text)} tells a path of the machine that built it`,
        severity: personal ? 'medium' : 'low',
        group: path,
      };
    }
  },
};
