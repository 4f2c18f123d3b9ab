import type { Rule } from '@custody/findings';
import { environmentOf } from '../../workflow/each.ts';
import type { Setting } from '../../workflow/types.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { type Publishing, publishingIn } from '../../workflow/publishing.ts';

const rule: Rule = {
  id: 'workflow/publish-token',
  title: 'Publishing needs no stored token',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'SPEC 8, trusted publishing',
  why: "A stored token works from anywhere, for whoever has read it, until someone takes it back; a trusted publisher's lasts for minutes and only for this workflow.",
  attack: 'Tokens stolen from builds were used to publish malicious versions of litellm in March 2026.',
  todo: 'Set up a trusted publisher on the index, give the job `id-token: write`, and take the token out.',
};

const VARIABLE =
  /^(?:TWINE_PASSWORD|UV_PUBLISH_(?:TOKEN|PASSWORD)|POETRY_PYPI_TOKEN_\w+|POETRY_HTTP_BASIC_\w+_PASSWORD|PDM_PUBLISH_PASSWORD|FLIT_PASSWORD|HATCH_INDEX_AUTH|MATURIN_(?:PYPI_TOKEN|PASSWORD))$/;

const tokenOf = ({ at }: Publishing): Setting | undefined =>
  at.step.inputs.find(({ name, value }) => /^(?:password|api[-_]token)$/i.test(name) && value.value !== '') ??
  environmentOf(at).find(({ name, value }) => VARIABLE.test(name) && /secrets\b/.test(value.value));

/** Steps that publish with a password or a token from the secrets. */
export const publishToken: PinRule = {
  rule,
  *judge(view) {
    for (const publishing of publishingIn(view)) {
      const token = tokenOf(publishing);
      if (token === undefined) continue;
      const { at, tool } = publishing;
      yield {
        kind: 'found',
        at: placeAt(at.file, token.key.range),
        message: `${tool} publishes with ${token.name} from the secrets.`,
        key: `${at.job.id} ${token.name}`,
      };
    }
  },
};
