import { dockerfilesIn } from '../../docker/dockerfile.ts';
import { type SourceFile, sourceFile } from '../../repository/source.ts';
import { parseShell } from '../../shell/parse.ts';
import type { ShellScript } from '../../shell/types.ts';
import { ciOf } from '../../workflow/read.ts';
import { placeIn } from '../../yaml/place.ts';
import type { AssessInput } from '../types.ts';

/** A script of the repository, and the way from a place in it to one in its file. */
export type Script = {
  readonly file: SourceFile;
  readonly script: ShellScript;
  readonly byteAt: (index: number) => number;
};

const isVendored = (path: string): boolean =>
  path.split('/').some((part) => /^(?:vendor|third_party)$/i.test(part));

const MAX_SCRIPT = 1 << 20;
const SHEBANG = /^#!\s*\/\S*\/(?:env\s+)?(?:sh|bash|dash|ksh|zsh|mksh)\b/;

/** Files that are shell scripts by their name, or by their first line where they have no extension. */
const filesOf = ({ view, bytes }: AssessInput): readonly Script[] =>
  view.repository.paths.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const named = /\.(?:sh|bash|mksh)$/.test(name);
    if (!named && name.includes('.')) return [];
    const head = Buffer.from(bytes(path, 64) ?? []).toString('latin1');
    if (!named && !SHEBANG.test(head)) return [];
    const content = bytes(path, MAX_SCRIPT);
    if (content === undefined) return [];
    const file = sourceFile(path, content);
    return [{ file, script: parseShell(file.text), byteAt: file.byteAt }];
  });

/** Scripts of workflows, of Dockerfiles and of the repository: what Scorecard looks through for installs. */
export const scriptsOf = (input: AssessInput): readonly Script[] => {
  const { view } = input;
  const ofWorkflows = view.once(ciOf).workflows.flatMap(({ file, jobs }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ run }): readonly Script[] =>
        run === undefined
          ? []
          : [
              {
                file,
                script: run.shell(),
                byteAt: (index) => placeIn(run.script, index, index + 1).start,
              },
            ],
      ),
    ),
  );
  const ofImages = view.once(dockerfilesIn).flatMap(({ file, instructions }) =>
    isVendored(file.path)
      ? []
      : instructions
          .filter(({ name, arguments: given }) => name === 'RUN' && !given.startsWith('['))
          .map(
            (one): Script => ({
              file,
              script: parseShell(one.arguments),
              byteAt: (index) => file.byteAt(one.argumentsStart + index),
            }),
          ),
  );
  return [...ofWorkflows, ...ofImages, ...filesOf(input)];
};

/** Images that Dockerfiles begin with. */
export const imagesOf = ({ view }: AssessInput) =>
  view
    .once(dockerfilesIn)
    .filter(({ file }) => !isVendored(file.path))
    .flatMap(({ file, froms }) => froms.filter(({ local }) => !local).map((from) => ({ file, from })));
