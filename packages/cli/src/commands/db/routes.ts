import { buildRouteMap } from '@stricli/core';
import { importCommand } from './import/command.ts';
import { popularCommand } from './popular/command.ts';
import { statusCommand } from './status/command.ts';
import { syncCommand } from './sync/command.ts';
import { verifyCommand } from './verify/command.ts';

export const dbRoutes = buildRouteMap({
  routes: {
    sync: syncCommand,
    import: importCommand,
    status: statusCommand,
    verify: verifyCommand,
    popular: popularCommand,
  },
  docs: { brief: 'What is known against it: the advisory store that audits read' },
});
