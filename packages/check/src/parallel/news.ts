import { drain, receive, send } from '@custody/boc';
import { type News, PROGRESS } from './behaviours.ts';

/** Hears from workers how far they are, until it is closed. */
export const openNews = (
  onProgress: (index: number, bytes: number) => void,
): { readonly close: () => Promise<void> } => {
  drain(PROGRESS);
  const listen = async (): Promise<void> => {
    for (;;) {
      const [, news] = await receive<News | undefined>(PROGRESS);
      if (news === undefined) return;
      onProgress(...news);
    }
  };
  const listening = listen();
  return {
    close: async () => {
      // Makes room for the last message, which ends the listening.
      drain(PROGRESS);
      send(PROGRESS, undefined);
      await listening;
    },
  };
};
