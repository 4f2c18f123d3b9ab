import type { RepositoryView } from '../repository/view.ts';
import { entriesOf, scalarOf, textsOf, valueOf } from '../yaml/get.ts';
import { readYaml } from '../yaml/read.ts';
import type { YamlDocument, YamlNode, YamlScalar } from '../yaml/types.ts';

/** Something that `include:` brings in from elsewhere. */
export type GitLabInclude = {
  readonly kind: 'remote' | 'project' | 'component' | 'template' | 'local';
  readonly node: YamlScalar;
  readonly ref?: YamlScalar;
  /** Of a remote file: the digest that GitLab compares. */
  readonly integrity?: YamlScalar;
};

export type GitLabCi = {
  readonly document: YamlDocument;
  readonly includes: readonly GitLabInclude[];
  /** Images of the pipeline, its jobs and their services. */
  readonly images: readonly YamlScalar[];
  /** Lines of `script`, `before_script` and `after_script`, job by job. */
  readonly scripts: readonly { readonly job: string; readonly line: YamlScalar }[];
};

const KINDS = ['remote', 'project', 'component', 'template', 'local'] as const;

const includesOf = (node: YamlNode | undefined): readonly GitLabInclude[] => {
  if (node === undefined) return [];
  if (node.kind === 'seq') return node.items.flatMap(includesOf);
  if (node.kind === 'scalar')
    return node.value === '' ? [] : [{ kind: /^https?:/.test(node.value) ? 'remote' : 'local', node }];
  const kind = KINDS.find((one) => node.byKey.has(one));
  const named = kind && scalarOf(node, kind);
  if (kind === undefined || named === undefined) return [];
  const [ref, integrity] = [scalarOf(node, 'ref'), scalarOf(node, 'integrity')];
  return [{ kind, node: named, ...(ref && { ref }), ...(integrity && { integrity }) }];
};

const imageIn = (node: YamlNode | undefined): readonly YamlScalar[] => {
  const named = node?.kind === 'map' ? scalarOf(node, 'name') : node;
  return named?.kind === 'scalar' && named.value !== '' ? [named] : [];
};

const imagesIn = (owner: YamlNode | undefined): readonly YamlScalar[] => {
  const services = valueOf(owner, 'services');
  return [
    ...imageIn(valueOf(owner, 'image')),
    ...(services?.kind === 'seq' ? services.items.flatMap(imageIn) : []),
  ];
};

const NOT_JOBS = new Set([
  'include',
  'variables',
  'stages',
  'workflow',
  'image',
  'services',
  'spec',
  'cache',
]);

/** `.gitlab-ci.yml` as a typed view. */
export const gitlabCiOf = (document: YamlDocument): GitLabCi => {
  const { root } = document;
  const images = [...imagesIn(root)];
  const scripts: { job: string; line: YamlScalar }[] = [];
  for (const { key, value } of entriesOf(root)) {
    if (value.kind !== 'map' || NOT_JOBS.has(key.value)) continue;
    images.push(...imagesIn(value));
    for (const name of ['before_script', 'script', 'after_script'])
      for (const line of textsOf(valueOf(value, name))) scripts.push({ job: key.value, line });
  }
  return { document, includes: includesOf(valueOf(root, 'include')), images, scripts };
};

/** The GitLab pipeline of a repository: `view.once(gitlabCiIn)`. */
export const gitlabCiIn = (view: RepositoryView): GitLabCi | undefined => {
  const reading = view.repository.read('.gitlab-ci.yml');
  return reading?.kind === 'file' ? gitlabCiOf(readYaml(reading.file)) : undefined;
};
