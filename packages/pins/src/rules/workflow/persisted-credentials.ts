import type { Rule } from '@custody/findings';
import type { RepositoryView } from '../../repository/view.ts';
import { type StepAt, stepsIn } from '../../workflow/each.ts';
import { inputSplice } from '../../workflow/inputs.ts';
import { ciOf } from '../../workflow/read.ts';
import type { Step } from '../../workflow/types.ts';
import { settingNamed } from '../../workflow/settings.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';
import { slugOf } from '../../workflow/slug.ts';
import { pushesIn } from './pushes.ts';

const rule: Rule = {
  id: 'workflow/persisted-credentials',
  title: 'A checkout does not leave the token behind',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'The token that a checkout leaves for later git commands can be read by every later step, and ends in artifacts that contain the working tree.',
  todo: 'Give the checkout `persist-credentials: false`, and hand the token only to the step that pushes.',
};

/** Commands that ask the server, which a private repository answers only with the token. */
const ASKS = /\bgit\s+(?:-\S+\s+\S+\s+)?(?:push|fetch|pull|clone|submodule|ls-remote|remote|lfs)\b/;
const READS =
  /^actions\/(?:checkout|cache|setup-[\w-]+|upload-artifact|download-artifact|attest[\w-]*)$|^astral-sh\/|^codecov\/|^pypa\/|^github\/codeql-action$|^pyo3\/maturin-action$|^docker\/|^softprops\/|^hynek\/|^j178\/prek-action$|^pre-commit\/action$|^zizmorcore\/|^step-security\/harden-runner$|^ossf\/scorecard-action$|^actions\/dependency-review-action$|^golangci\/golangci-lint-action$|^arduino\/setup-protoc$|^sigstore\/|^codspeedhq\/action$|^dtolnay\/rust-toolchain$|^swatinem\/rust-cache$|^taiki-e\/install-action$|^mozilla-actions\/sccache-action$|^re-actors\/|^msys2\/setup-msys2$|^ilammy\/msvc-dev-cmd$|^docker\/setup-qemu-action$|^egor-tensin\/setup-cygwin$|^cygwin\/cygwin-install-action$|^actions-rust-lang\/setup-rust-toolchain$|^coverallsapp\/github-action$/;

type Use = 'none-seen' | 'unknown' | 'needed';

/** The steps of a composite action of the repository itself. */
const localSteps = (view: RepositoryView, { uses }: Step): readonly Step[] | undefined => {
  const target = uses?.target;
  if (target?.kind !== 'local' && target?.kind !== 'self') return undefined;
  const directory = target.path.replace(/^\.\//, '').replace(/\/+$/, '');
  const action = view.once(ciOf).actions.find((one) => one.directory === directory);
  return action?.using?.value === 'composite' ? action.steps : undefined;
};

/** What the steps of the same job do with the token, as far as it can be seen; actions of the repository itself are looked into. */
const useOf = (view: RepositoryView, steps: readonly Step[], depth = 0): Use => {
  let use: Use = 'none-seen';
  for (const step of steps) {
    const pushes = pushesIn(view, step);
    if (pushes === 'yes' || step.scripts.some(({ script }) => ASKS.test(script.value))) return 'needed';
    if (pushes === 'maybe') use = 'unknown';
    if (step.uses === undefined || READS.test(slugOf(step))) continue;
    const inner = depth < 4 ? localSteps(view, step) : undefined;
    const found = inner === undefined ? 'unknown' : useOf(view, inner, depth + 1);
    if (found === 'needed') return found;
    if (found === 'unknown') use = found;
  }
  return use;
};

const ownerOf = (at: StepAt): unknown => (at.kind === 'workflow' ? at.job : at.action);

const groups = (view: RepositoryView): ReadonlyMap<unknown, readonly StepAt[]> => {
  const found = new Map<unknown, StepAt[]>();
  for (const at of stepsIn(view)) {
    const list = found.get(ownerOf(at));
    if (list === undefined) found.set(ownerOf(at), [at]);
    else list.push(at);
  }
  return found;
};

const mendOf = ({ step, file }: StepAt, use: Use): Mend | undefined => {
  const splice = inputSplice(step, 'persist-credentials', 'false');
  return (
    splice && {
      title: 'do not leave the token behind',
      safety: use === 'none-seen' ? 'safe' : 'unsafe',
      edits: [{ path: file.path, splices: [splice] }],
    }
  );
};

/** Checkouts that leave the token; with `persist-credentials` written out, whatever it says, someone has decided. */
export const persistedCredentials: PinRule = {
  rule,
  *judge(view) {
    for (const steps of view.once(groups).values()) {
      const use = useOf(
        view,
        steps.map(({ step }) => step),
      );
      const uploads = steps.some(({ step }) => slugOf(step) === 'actions/upload-artifact');
      for (const at of steps) {
        const { step, file } = at;
        if (slugOf(step) !== 'actions/checkout' || step.uses === undefined) continue;
        if (settingNamed(step.inputs, 'persist-credentials') !== undefined) continue;
        const mend = use === 'needed' ? undefined : mendOf(at, use);
        yield {
          kind: 'found',
          at: placeAt(file, step.uses.node.range),
          message:
            use === 'needed'
              ? 'The checkout leaves the token behind for the git commands of later steps, and for everything else there.'
              : `The checkout leaves the token behind${uploads ? ', and the job uploads an artifact' : ''}.`,
          ...(use === 'needed'
            ? { severity: 'info' as const }
            : uploads
              ? { severity: 'medium' as const }
              : {}),
          ...(mend && { mend }),
        };
      }
    }
  },
};
