import { type Finding, type Judgement, type Rule, type Unknown } from '@custody/findings';
import { placeObservations } from '../../validate/place.ts';
import type { WheelContents } from '../../wheel/inspect.ts';
import type { FileClaim } from '../../wheel/verify/claims.ts';
import type { WheelDocument } from '../../wheel/verify/documents.ts';
import type { Observation } from '../types.ts';

/** What is judged: a wheel's documents against the wheel. */
export type WheelSbomContext = {
  /** The wheel's path, as the person named it. */
  readonly file: string;
  readonly contents: WheelContents;
  readonly documents: readonly WheelDocument[];
  /** What all documents say of files, in their order. */
  readonly claims: readonly FileClaim[];
};

export type Judged = { readonly findings: readonly Finding[]; readonly unknowns: readonly Unknown[] };

export type WheelSbomRule = {
  readonly rule: Rule;
  /** Later where what it needs is loaded first. */
  readonly judge: (context: WheelSbomContext) => Judged | Promise<Judged>;
};

export type Seen = { readonly document: WheelDocument; readonly observation: Observation };

/** Findings at lines of the documents in which something was seen. */
export const inDocuments = (rule: Rule, file: string, seen: readonly Seen[]): readonly Finding[] => {
  const byDocument = new Map<WheelDocument, Observation[]>();
  for (const { document, observation } of seen) {
    const list = byDocument.get(document);
    if (list === undefined) byDocument.set(document, [observation]);
    else list.push(observation);
  }
  return [...byDocument].flatMap(([{ path, text }, observations]) =>
    placeObservations(text, { file, entry: path }, [{ rule, observations }]).flatMap(
      (judgement: Judgement) => judgement.findings,
    ),
  );
};

/** The most findings or unknowns of one rule that are written out one by one. */
export const MOST = 100;
