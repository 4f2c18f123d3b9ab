/**
 * True where this worker's event loop may have something to do: a timer, a socket, output under way. The one port that keeps it alive is
 * none of that. Anything that does not keep a process alive is not seen, and waits until the loop turns anyway.
 */
export const hasEvents = (): boolean => process.getActiveResourcesInfo().length > 1;
