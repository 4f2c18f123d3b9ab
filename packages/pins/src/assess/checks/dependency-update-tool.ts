import { between, decided, pathAmong } from '../score.ts';
import type { Check } from '../types.ts';

const FILES = new Set([
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
  ...['', '.github/', '.gitlab/'].flatMap((folder) => [`${folder}renovate.json`, `${folder}renovate.json5`]),
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
  ...['', '.github/', '.config/'].flatMap((folder) => [
    `${folder}.scala-steward.conf`,
    `${folder}scala-steward.conf`,
  ]),
]);

const BOT = /^dependabot(?:\[bot\]|-preview)?/i;

/** `checks/evaluation/dependency_update_tool.go`: a configuration of a bot, or a commit of one. */
export const dependencyUpdateTool: Check = {
  name: 'Dependency-Update-Tool',
  risk: 'high',
  todo: 'Configure Dependabot or Renovate for every ecosystem of the project.',
  judge: ({ view, history }) => {
    const path = pathAmong(view, FILES);
    if (path !== undefined) return { score: decided(10), reason: `${path} configures updates`, lost: [] };
    const none = { text: 'no configuration of Dependabot, Renovate or Scala Steward' };
    const bot = history?.commits.find(({ author }) => BOT.test(author));
    if (bot !== undefined)
      return { score: decided(10), reason: `commit ${bot.commit.slice(0, 12)} is Dependabot’s`, lost: [] };
    if (history?.complete === true)
      return {
        score: decided(0),
        reason: 'no update tool is configured, and none has committed',
        lost: [none],
      };
    return {
      score: between(0, 10),
      reason: 'no update tool is configured here',
      lost: [none],
      shownBy: 'the whole history: a commit by Dependabot counts too',
    };
  },
};
