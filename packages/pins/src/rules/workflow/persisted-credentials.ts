import type { Rule } from '@custody/findings';
import type { RepositoryView } from '../../repository/view.ts';
import { type StepAt, stepsIn } from '../../workflow/each.ts';
import { inputSplice } from '../../workflow/inputs.ts';
import { settingNamed } from '../../workflow/settings.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';
import { actionOfStep } from './publishing.ts';

const rule: Rule = {
  id: 'workflow/persisted-credentials',
  title: 'A checkout does not leave the token behind',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'The token that a checkout leaves for later git commands can be read by every later step, and ends in artifacts that contain the working tree.',
  todo: 'Give the checkout `persist-credentials: false`, and hand the token only to the step that pushes.',
};

const PUSHES = /\bgit\s+(?:-\S+\s+\S+\s+)?(?:push|fetch|pull|clone|submodule|ls-remote|remote|lfs)\b/;
const READS =
  /^actions\/(?:checkout|cache|setup-[\w-]+|upload-artifact|download-artifact|attest[\w-]*)$|^astral-sh\/|^codecov\/|^pypa\/|^github\/codeql-action$|^pyo3\/maturin-action$|^docker\/|^softprops\/|^hynek\/|^j178\/prek-action$|^pre-commit\/action$|^zizmorcore\//;

type Use = 'none-seen' | 'unknown' | 'needed';

/** What the steps of the same job do with the token, as far as it can be seen. */
const useOf = (steps: readonly StepAt[]): Use => {
  let use: Use = 'none-seen';
  for (const { step } of steps) {
    if (step.run !== undefined && PUSHES.test(step.run.script.value)) return 'needed';
    const slug = actionOfStep(step);
    if (step.uses !== undefined && !READS.test(slug)) use = 'unknown';
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
      const use = useOf(steps);
      const uploads = steps.some(({ step }) => actionOfStep(step) === 'actions/upload-artifact');
      for (const at of steps) {
        const { step, file } = at;
        if (actionOfStep(step) !== 'actions/checkout' || step.uses === undefined) continue;
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
