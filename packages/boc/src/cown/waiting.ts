/** Reads that the main thread waits for, by the record of their request. */
export type WaitingRead = {
  readonly slot: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

const reads = new Map<number, WaitingRead>();

export const addWaiting = (record: number, read: WaitingRead): void => {
  reads.set(record, read);
};
export const takeWaiting = (record: number): WaitingRead | undefined => {
  const read = reads.get(record);
  reads.delete(record);
  return read;
};
export const waitingReads = (): number => reads.size;
