/** How one step of a verification ended. `unjudged` is never taken for `holds`. */
export type StepOutcome = 'holds' | 'does-not-hold' | 'unjudged';

/** One check of a verification: what was asked, how it ended, and the clause that asks for it. */
export type Step = {
  /** Stable, kebab-case: `certificate-chain`, `log-inclusion`, `subject-digest`. */
  readonly id: string;
  readonly outcome: StepOutcome;
  /** One sentence with the actual values. */
  readonly message: string;
  /** "PEP 740, Attestation verification"; "RFC 6962, 2.1.1". */
  readonly clause: string;
  /** False where nothing that was demanded hangs on it: told when unjudged, without making the outcome so. */
  readonly required?: false;
};
