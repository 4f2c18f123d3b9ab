import type { AuditInput, CollectProblem } from '@custody/audit';

/** An artifact, document or environment with every component accounted for. */
export type CollectedArtifact = {
  readonly input: AuditInput;
  /** What a person should know of it besides: sentences. */
  readonly problems: readonly CollectProblem[];
};
