import { commentAfter } from '../yaml/comment.ts';
import { placeIn } from '../yaml/place.ts';
import type { YamlScalar } from '../yaml/types.ts';
import type { Uses, UsesTarget } from './types.ts';

const REPOSITORY = /^([A-Za-z0-9][\w.-]*\/[\w.-]+)(\/[^@]*)?@(.+)$/;

/** How a reference is written. */
export const refForm = (ref: string): 'sha' | 'short-sha' | 'name' =>
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)
    ? 'sha'
    : /^(?=.*[0-9])(?=.*[a-f])[0-9a-f]{7,39}$/.test(ref)
      ? 'short-sha'
      : 'name';

const targetOf = (node: YamlScalar): UsesTarget => {
  const { value } = node;
  if (value.startsWith('docker://'))
    return { kind: 'docker', image: value.slice(9), imageRange: placeIn(node, 9, value.length) };
  if (value.startsWith('$/')) return { kind: 'self', path: value.slice(2) };
  if (value.startsWith('./') || value.startsWith('../')) return { kind: 'local', path: value };
  const match = REPOSITORY.exec(value);
  if (match === null) return { kind: 'malformed' };
  const [, slug = '', path = '', ref = ''] = match;
  const at = value.length - ref.length;
  return {
    kind: 'repository',
    slug,
    path: path.replace(/^\/+|\/+$/g, ''),
    ref,
    refRange: placeIn(node, at, value.length),
    form: refForm(ref),
  };
};

/** A `uses:` of a step or a job, taken apart. */
export const usesOf = (node: YamlScalar): Uses => {
  const comment = commentAfter(node);
  return { node, target: targetOf(node), ...(comment && { comment }) };
};
