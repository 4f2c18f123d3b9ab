/** Ends an edit with a sentence: caught where the edit began. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export const refuse = (reason: string): never => {
  throw new Refusal(reason);
};
