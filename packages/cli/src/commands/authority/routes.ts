import { buildRouteMap } from '@stricli/core';
import { startCommand } from './start/command.ts';
import { tokenCommand } from './token/command.ts';

export const authorityRoutes = buildRouteMap({
  routes: { start: startCommand, token: tokenCommand },
  docs: {
    brief: 'A Sigstore of your own, on loopback: for tests, rehearsals and networks without a way out',
  },
});
