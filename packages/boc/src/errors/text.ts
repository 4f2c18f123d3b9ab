/** What is thrown may be anything, also what throws when it is looked at: this answers a text in every case. */
export const textOfError = (thrown: unknown): string => {
  try {
    const text: unknown = thrown instanceof Error ? thrown.message : thrown;
    return String(text);
  } catch {
    return 'something that cannot be shown as text';
  }
};

/** An Error in every case, so that name, message and stack can be told to another thread. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(textOfError(thrown));
