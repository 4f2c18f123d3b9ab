import { buildRouteMap } from '@stricli/core';
import { validateCommand } from './validate/command.ts';

export const sbomRoutes = buildRouteMap({
  routes: { validate: validateCommand },
  docs: { brief: 'What is in it: make, embed, judge and compare SBOMs' },
});
