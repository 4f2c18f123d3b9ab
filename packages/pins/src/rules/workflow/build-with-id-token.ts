import type { Rule } from '@custody/findings';
import { programOf } from '../../shell/program.ts';
import type { Step } from '../../workflow/types.ts';
import { placeIn } from '../../yaml/place.ts';
import type { ByteRange } from '../../types.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { jobAccess, publishingIn } from '../../workflow/publishing.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/build-with-id-token',
  title: 'The job that publishes does not build',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: "Build tools and their dependencies are other people's code: in a job that may ask for the publishing identity they can publish what they like.",
  todo: 'Build in a job without `id-token: write`, and hand the files over as an artifact.',
};

const BUILDS =
  /^(?:python[\d.]* -m )?build\b|^(?:python[\d.]* -m )?(?:pip[\d.]*|uv pip) (?:install|wheel)\b|^(?:uv|poetry|pdm|hatch|flit|maturin) build\b|^python[\d.]* (?:\S*\/)?setup\.py\b|^(?:tox|nox|pytest|make|cibuildwheel)\b|^python[\d.]* -m (?:tox|nox|pytest|cibuildwheel)\b|^(?:npm|pnpm|yarn) (?:ci|install|i|run)\b|^pipx run (?:build|tox|nox|cibuildwheel)\b|^uvx (?:--from \S+ )?(?:build|tox|nox|pyproject-build)\b|^(?:poetry|pdm|uv) (?:install|sync)\b/;

type Built = { readonly what: string; readonly range: ByteRange };

/** The first thing in a step that builds or installs. */
const builtBy = (step: Step): Built | undefined => {
  const slug = slugOf(step);
  if (
    step.uses !== undefined &&
    /^(?:pypa\/cibuildwheel|hynek\/build-and-inspect-python-package)$/.test(slug)
  )
    return { what: slug, range: step.uses.node.range };
  for (const command of step.run?.shell().commands ?? []) {
    const program = programOf(command);
    if (program === undefined || step.run === undefined) continue;
    const text = [program.name, ...program.args.slice(0, 6).map((word) => word.text)].join(' ');
    if (BUILDS.test(text)) return { what: text, range: placeIn(step.run.script, command.start, command.end) };
  }
  return undefined;
};

/** Jobs that may publish under an identity and build or install in the same place. */
export const buildWithIdToken: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<unknown>();
    for (const { at, tool } of publishingIn(view)) {
      const { job, workflow, file } = at;
      if (seen.has(job) || jobAccess(workflow, job, 'id-token') !== 'write') continue;
      seen.add(job);
      for (const step of job.steps) {
        const built = builtBy(step);
        if (built === undefined) continue;
        yield {
          kind: 'found',
          at: placeAt(file, built.range),
          message: `${quoted(built.what)} runs in the job that publishes with ${tool} and may ask for its identity.`,
          key: job.id,
        };
        break;
      }
    }
  },
};
