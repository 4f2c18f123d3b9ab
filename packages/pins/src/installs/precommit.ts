import { preCommitIn } from '../precommit/precommit.ts';
import type { RepositoryView } from '../repository/view.ts';
import { seqOf, scalarOf, textsOf } from '../yaml/get.ts';
import { specOf } from './spec.ts';
import type { Install } from './types.ts';

/** `additional_dependencies` of hooks that Python runs; those of other languages are other registries' packages. */
export const hookInstalls = (view: RepositoryView): readonly Install[] =>
  (view.once(preCommitIn)?.repositories ?? []).flatMap(({ hooks, repo }) =>
    hooks.flatMap((hook): readonly Install[] => {
      const language = scalarOf(hook, 'language')?.value;
      const named = seqOf(hook, 'additional_dependencies');
      const texts = textsOf(named).filter(({ value }) => !/^(?:@|\.)|^[^@[\]]+@[\d^~]/.test(value));
      if (named === undefined || texts.length === 0) return [];
      if (language !== undefined && language !== 'python') return [];
      // Without a language it is the hook's own, which is not to be seen: eslint and prettier are Node's.
      if (
        /eslint|prettier|markdownlint|stylelint|biome|mirrors-(?:csslint|jshint)|commitlint/i.test(repo.value)
      )
        return [];
      const id = scalarOf(hook, 'id')?.value ?? '';
      return [
        {
          file: named.source,
          range: texts[0]?.range ?? named.range,
          tool: 'pre-commit',
          verb: 'run',
          command: `hook ${id}`,
          specs: texts.map((one) => specOf({ text: one.value, known: true, range: one.range })),
          options: [],
          origin: { kind: 'config', key: `hook ${id}` },
        },
      ];
    }),
  );
