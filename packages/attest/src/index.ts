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
export { type EmbeddedName, embeddedTrustRoot, stagingTrustRoot } from './trust/embedded.ts';
export { readPublicKey } from './trust/managed.ts';
export { readTrustRoot } from './trust/read.ts';
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
