import { buildRouteMap } from '@stricli/core';
import { keygenCommand } from './keygen/command.ts';
import { preflightCommand } from './preflight/command.ts';
import { signCommand } from './sign/command.ts';

export const attestRoutes = buildRouteMap({
  routes: { sign: signCommand, preflight: preflightCommand, keygen: keygenCommand },
  docs: { brief: 'Sign statements about files: who made them, from what, and what was found' },
});
