import { buildRouteMap } from '@stricli/core';
import { convertCommand } from './convert/command.ts';
import { diffCommand } from './diff/command.ts';
import { embedCommand } from './embed/command.ts';
import { extractCommand } from './extract/command.ts';
import { generateCommand } from './generate/command.ts';
import { mergeCommand } from './merge/command.ts';
import { validateCommand } from './validate/command.ts';
import { verifyCommand } from './verify/command.ts';

export const sbomRoutes = buildRouteMap({
  routes: {
    generate: generateCommand,
    embed: embedCommand,
    extract: extractCommand,
    verify: verifyCommand,
    validate: validateCommand,
    merge: mergeCommand,
    diff: diffCommand,
    convert: convertCommand,
  },
  docs: { brief: 'What is in it: make, embed, judge and compare SBOMs' },
});
