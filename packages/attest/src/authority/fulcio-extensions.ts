import type { IdentityClaims, SubjectName } from '../certificate/types.ts';
import { implicit, oid, sequence, tagged, utf8 } from '../keys/der.ts';
import { extension } from './issue.ts';

const FULCIO = '1.3.6.1.4.1.57264.1';

/** Number of each claim's extension; those below 8 hold raw bytes, the others a UTF8String. */
const NUMBERS: readonly (readonly [number, keyof IdentityClaims])[] = [
  [1, 'issuer'],
  [2, 'githubTrigger'],
  [3, 'githubSha'],
  [4, 'githubWorkflowName'],
  [5, 'githubRepository'],
  [6, 'githubRef'],
  [8, 'issuer'],
  [9, 'buildSignerUri'],
  [10, 'buildSignerDigest'],
  [11, 'runnerEnvironment'],
  [12, 'sourceRepositoryUri'],
  [13, 'sourceRepositoryDigest'],
  [14, 'sourceRepositoryRef'],
  [15, 'sourceRepositoryId'],
  [16, 'sourceRepositoryOwnerUri'],
  [17, 'sourceRepositoryOwnerId'],
  [18, 'buildConfigUri'],
  [19, 'buildConfigDigest'],
  [20, 'buildTrigger'],
  [21, 'runInvocationUri'],
  [22, 'sourceRepositoryVisibility'],
  [23, 'deploymentEnvironment'],
];

/** The extensions that say who the signer is, as Fulcio writes them. */
export const claimExtensions = (claims: IdentityClaims): readonly Buffer[] =>
  NUMBERS.flatMap(([number, name]) => {
    const value = claims[name];
    if (value === undefined) return [];
    return [extension(`${FULCIO}.${number}`, false, number < 8 ? Buffer.from(value, 'utf8') : utf8(value))];
  });

/** The subject alternative name; critical, for the subject itself is empty (RFC 5280, 4.2.1.6). */
export const subjectNameExtension = (subject: SubjectName): Buffer => {
  const bytes = Buffer.from(subject.value, 'utf8');
  const name =
    subject.kind === 'username'
      ? tagged(0, oid(`${FULCIO}.7`), tagged(0, utf8(subject.value)))
      : implicit(subject.kind === 'email' ? 1 : 6, bytes);
  return extension('2.5.29.17', true, sequence(name));
};
