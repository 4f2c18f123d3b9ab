import { behaviour } from '@custody/boc';

export const nothing = behaviour(import.meta.url, 'nothing', (): void => {});
