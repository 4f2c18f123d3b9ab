import type { Rule } from '@custody/findings';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { ByteRange } from '../../types.ts';
import { dockerfilesIn } from '../../docker/dockerfile.ts';
import { hasDigest, tagOf } from '../../docker/image.ts';
import { gitlabCiIn } from '../../gitlab/gitlab.ts';
import type { YamlScalar } from '../../yaml/types.ts';
import { placeIn } from '../../yaml/place.ts';
import { ciOf } from '../../workflow/read.ts';
import { usesIn } from '../../workflow/each.ts';
import { type Mend, type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'pin/unpinned-image',
  title: 'A container image is named by its digest',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A tag of an image is moved whenever its owner builds again: tomorrow the same line runs other programs.',
  todo: 'Write the digest behind the tag: `image:tag@sha256:…`.',
};

type ImageAt = {
  readonly image: string;
  readonly file: SourceFile;
  readonly range: ByteRange;
  readonly runs: boolean;
  /** The byte behind the image's name, where a digest can be written; absent where it stands elsewhere. */
  readonly end?: number;
};

const endIn = (scalar: YamlScalar): { readonly end?: number } => {
  // What an alias brings in is written for others too, and what is folded need not end where it seems to.
  if (scalar.via !== undefined || scalar.style === 'literal' || scalar.style === 'folded') return {};
  return { end: placeIn(scalar, 0, scalar.value.length).end };
};

const imagesIn = (view: RepositoryView): readonly ImageAt[] => {
  const found: ImageAt[] = [];
  const { workflows, actions } = view.once(ciOf);
  for (const { file, jobs } of workflows)
    for (const { images } of jobs)
      for (const { image, range, node } of images)
        found.push({ image, file, range, runs: true, ...endIn(node) });
  for (const { uses, file } of usesIn(view))
    if (uses.target.kind === 'docker')
      found.push({
        image: uses.target.image,
        file,
        range: uses.target.imageRange,
        runs: true,
        ...endIn(uses.node),
      });
  for (const { image, file } of actions)
    if (image?.value.startsWith('docker://') === true)
      found.push({ image: image.value.slice(9), file, range: image.range, runs: true, ...endIn(image) });
  for (const { file, froms } of view.once(dockerfilesIn))
    for (const { image, resolved, local, start, end } of froms)
      if (!local)
        found.push({
          image: resolved ?? image,
          file,
          range: file.rangeOf(start, end),
          runs: false,
          // Behind an argument the digest belongs to its default, which stands elsewhere.
          ...(image.includes('$') ? {} : { end: file.byteAt(end) }),
        });
  const gitlab = view.once(gitlabCiIn);
  // The virtual machines of GitLab's macOS runners are named in the same place and are no containers.
  for (const one of gitlab?.images.filter(({ value }) => !/^macos-[\w-]+$/.test(value)) ?? [])
    found.push({ image: one.value, file: one.source, range: one.range, runs: true, ...endIn(one) });
  return found;
};

/** Writes the digest that a resolution cache knows behind the name. An image is replaced for every machine: a person should look. */
const mendOf = (view: RepositoryView, { image, file, end }: ImageAt): Mend | undefined => {
  const known = view.resolutions?.images;
  const digest = known?.get(image) ?? (tagOf(image) === 'latest' ? known?.get(`${image}:latest`) : undefined);
  if (digest === undefined || end === undefined || image.includes('@')) return undefined;
  // The last letter is written again, so that the change is one of this text and not of what follows it.
  const last = file.bytes[end - 1];
  if (last === undefined || last >= 0x80) return undefined;
  const text = `${String.fromCharCode(last)}@${digest}`;
  return {
    title: `name the digest of ${image}`,
    safety: 'unsafe',
    edits: [{ path: file.path, splices: [{ range: { start: end - 1, end }, text }] }],
  };
};

/** Images of jobs, services, actions, Dockerfiles and pipelines that are named by a tag. */
export const unpinnedImage: PinRule = {
  rule,
  *judge(view) {
    for (const at of imagesIn(view)) {
      const { image, file, range, runs } = at;
      if (hasDigest(image)) continue;
      // What an expression or a build argument will name is not to be seen here.
      if (/\$/.test(image)) {
        yield {
          kind: 'unknown',
          at: placeAt(file, range),
          reason: `which image ${quoted(image)} names is only known when it runs`,
          required: false,
        };
        continue;
      }
      const tag = tagOf(image);
      const mend = mendOf(view, at);
      yield {
        kind: 'found',
        at: placeAt(file, range),
        message: `The image ${quoted(image)} is named by the tag ${quoted(tag)}.`,
        severity: runs && tag === 'latest' ? 'medium' : 'low',
        key: image,
        ...(mend && { mend }),
      };
    }
  },
};
