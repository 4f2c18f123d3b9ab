export { readEvidence } from './bundle/evidence.ts';
export { readBundle } from './bundle/read.ts';
export type {
  Envelope,
  EnvelopeSignature,
  Evidence,
  EvidenceFormat,
  HashName,
  InclusionProof,
  KeyMaterial,
  LogEntry,
  Problem,
  ProblemCode,
  Provenance,
  Publisher,
  Reading,
  SignedContent,
} from './bundle/types.ts';
export type { Identity, IdentityClaims, SubjectName } from './certificate/types.ts';
export { type ConformancePorts, type ConformanceResult, runConformance } from './conformance/run.ts';
export { preAuthEncoding } from './envelope/pae.ts';
export { readEnvelope } from './envelope/read.ts';
export { DOCUMENT_LIMITS, type JsonLimits, readJson } from './json/read.ts';
export type { Json, JsonObject } from './json/types.ts';
export { isArray, isObject, member, textMember } from './json/value.ts';
export { type Pep740, readAttestation, readPep740, readProvenance } from './pep740/read.ts';
export { IN_TOTO_PAYLOAD_TYPE, readStatement } from './statement/read.ts';
export type { Statement, StatementSubject } from './statement/types.ts';
export { type EmbeddedName, embeddedTrustRoot, seedOf, stagingTrustRoot } from './trust/embedded.ts';
export { readPublicKey } from './trust/managed.ts';
export { readTrustRoot } from './trust/read.ts';
export type { Seed } from './trust/seed/types.ts';
export { cachedTrustRoot, type Refreshed, refreshTrustRoot, type TufSource } from './trust/tuf/refresh.ts';
export type {
  ManagedKey,
  SignatureScheme,
  TrustedChain,
  TrustedKey,
  TrustedLog,
  TrustInstance,
  TrustMode,
  TrustRoot,
  Validity,
} from './trust/types.ts';
export type * from './types.ts';
export type {
  ArtifactFacts,
  Signer,
  VerifiedEntry,
  VerifiedTime,
  VerifyInput,
  Verification,
} from './verify/types.ts';
export { verifyEvidence } from './verify/verify.ts';
export { type ChangeKind, compareIdentities, type IdentityChange } from './identity/compare.ts';
export { describeIdentity, identityKey } from './identity/describe.ts';
export {
  type IdentityLock,
  lastingIdentity,
  readIdentityLock,
  writeIdentityLock,
} from './identity/lock.ts';
export { signerIdentity } from './identity/of-signer.ts';
export { addPylockIdentities, identityOfPylock, type PylockEdit, pylockIdentity } from './identity/pylock.ts';
export type { ProvenSigner, SignerIdentity, WorkflowIdentity } from './identity/types.ts';
export { EXPECTATION_FORMS, parseExpectation } from './policy/expectation.ts';
export {
  judgePolicy,
  type PolicyInput,
  type PolicyOutcome,
  type PolicyVerdict,
  ruleFor,
} from './policy/judge.ts';
export { PREDICATE_NAMES, predicateName, predicateTypes } from './policy/predicates.ts';
export { readSignerPolicy } from './policy/read.ts';
export type { EvidenceVerification, SignedEvidence } from './policy/steps.ts';
export type { Release } from './policy/template.ts';
export type * from './policy/types.ts';
export { judgeAgreement } from './slsa/agree.ts';
export { assessBuild, type BuildEvidence } from './slsa/build.ts';
export { assessLegacy, type LegacyEvidence } from './slsa/legacy.ts';
export { type ArtifactLevels, assessArtifact, type LevelInput } from './slsa/levels.ts';
export { readBuildProvenance } from './slsa/provenance.ts';
export { readRulesets, type ReviewFacts, type RulesetFacts } from './slsa/rulesets.ts';
export { assessSource, type SourceEvidence } from './slsa/source.ts';
export type * from './slsa/types.ts';
export { type VsaExpectation, type VsaVerdict, verifyVsa } from './slsa/verify-vsa.ts';
export { levelOf, makeVsa, readVsa, signVsa, type VerificationSummary, writeEnvelope } from './slsa/vsa.ts';
export { concludeArtifact, type ConcludeInput } from './evidence/conclude.ts';
export { type EvidenceContext, examineEvidence } from './evidence/examine.ts';
export {
  EVIDENCE_SUFFIXES,
  type EvidenceFile,
  findEvidence,
  isEvidenceName,
  readEvidenceFile,
} from './evidence/find.ts';
export {
  type IndexAnswer,
  type ProvenanceIndex,
  provenanceIndex,
  type ProvenanceIndexOptions,
} from './online/provenance.ts';
export { releaseOfName } from './evidence/name.ts';
export type * from './evidence/types.ts';
export { judgeReleases, type ReleaseVerdict } from './release/judge.ts';
export {
  ATTEST_RULES,
  EVIDENCE_FORM,
  EVIDENCE_HOLDS,
  EVIDENCE_PRESENT,
  SIGNER_EXPECTED,
} from './rules/index.ts';
export { judgeArtifact } from './rules/judge.ts';
export type { AuthorityAnswer, AuthorityRequest } from './authority/answer.ts';
export {
  type Authority,
  type AuthorityClock,
  type AuthorityStores,
  openAuthority,
} from './authority/authority.ts';
export { canonicalJson, type Writable } from './authority/canonical.ts';
export { AuthorityError, type AuthorityErrorCode } from './authority/error.ts';
export { type LeafStore, memoryStore, type StoredHead, type StoredLeaf } from './authority/log.ts';
export {
  type AuthorityState,
  createAuthority,
  readState as readAuthorityState,
  writeState as writeAuthorityState,
} from './authority/state.ts';
export { clientTrustConfigOf, SERVICE, signingConfigOf, trustedRootOf } from './authority/trusted-root.ts';
export { type AgentKey, agentKeys, type AgentPort, agentSigner } from './keys/agent.ts';
export { generateKey, type KeyKind, readKey, writeKey } from './keys/file.ts';
export { keySigner } from './keys/signer.ts';
export { type PgpSignatureVerification, type PgpSigner } from './pgp/judge.ts';
export { type PgpKeyring, readKeyring } from './pgp/keyring.ts';
export { type PgpVerification, verifyPgp } from './pgp/verify.ts';
export { preflight, type PreflightInput, type PreflightStep } from './preflight/preflight.ts';
export { PUBLIC_SERVICES, readSigningConfig, type SigningServices } from './sign/config.ts';
export { draftProvenance } from './sign/draft-provenance.ts';
export { SignError, type SignErrorCode, withoutTokens } from './sign/error.ts';
export { keylessSigner } from './sign/keyless.ts';
export { signAll, type SignedStatement, type SignInput, signStatement } from './sign/sign.ts';
export { browserToken, deviceToken, googleCloudToken, type SignInPorts } from './sign/sign-in.ts';
export {
  isPep740Kind,
  PREDICATE as SIGNED_PREDICATES,
  type StatementPlan,
  type SubjectFile,
} from './sign/statement.ts';
export { ambientToken, type IdentityVariables, tokenClaims, type TokenSource } from './sign/token.ts';
export type {
  ServiceAnswer,
  ServiceRequest,
  SigningPorts,
  StatementSigner,
  Witnesses,
} from './sign/types.ts';
