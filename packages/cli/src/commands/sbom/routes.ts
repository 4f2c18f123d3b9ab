import { buildRouteMap } from '@stricli/core';
import { convertCommand } from './convert/command.ts';
import { diffCommand } from './diff/command.ts';
import { embedCommand } from './embed/command.ts';
import { generateCommand } from './generate/command.ts';
import { mergeCommand } from './merge/command.ts';
import { validateCommand } from './validate/command.ts';

export const sbomRoutes = buildRouteMap({
  routes: {
    generate: generateCommand,
    embed: embedCommand,
    validate: validateCommand,
    merge: mergeCommand,
    diff: diffCommand,
    convert: convertCommand,
  },
  docs: { brief: 'What is in it: make, embed, judge and compare SBOMs' },
});
