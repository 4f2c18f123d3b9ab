import { dockerfilesIn } from '../../docker/dockerfile.ts';
import { gitlabCiIn } from '../../gitlab/gitlab.ts';
import { lockOf } from '../../lockfile/lockfile.ts';
import { preCommitIn } from '../../precommit/precommit.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { nameOf } from '../../rules/pin/about.ts';
import { remoteUses } from '../../rules/pin/remote-uses.ts';
import { publishingIn } from '../../workflow/publishing.ts';
import { usesIn } from '../../workflow/each.ts';
import { accessTo } from '../../workflow/permissions.ts';
import { ciOf } from '../../workflow/read.ts';
import { scalarOf } from '../../yaml/get.ts';
import type { Surface, SurfaceEntry } from '../types.ts';

const PIN = 'custody pin --fix --online';

const pinOfUse = (form: string, ref: string, comment: string | undefined): string => {
  if (form === 'sha') return `commit ${ref.toLowerCase()}${comment === undefined ? '' : ` (${comment})`}`;
  return form === 'short-sha' ? `the beginning of a commit, ${ref}` : `${ref}, which can be moved`;
};

const used = (view: RepositoryView, by: 'step' | 'job'): readonly SurfaceEntry[] =>
  remoteUses(view)
    .filter((one) => one.by === by)
    .map(({ target, uses, file }) => ({
      name: nameOf(target),
      pin: pinOfUse(target.form, target.ref, uses.comment?.text.trim()),
      file,
      at: uses.node.range.start,
    }));

const lockedNote = (view: RepositoryView): string =>
  view.once(lockOf) === undefined ? '' : '; references are fixed by .github/workflows/actions.lock';

const imagePin = (image: string): string => {
  const at = image.indexOf('@sha256:');
  if (at !== -1) return `digest ${image.slice(at + 1)}`;
  const last = image.slice(image.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return `tag ${colon === -1 ? 'latest' : last.slice(colon + 1)}, which can be moved`;
};

const imageName = (image: string): string => {
  const [name = ''] = image.split('@');
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  return colon === -1 ? name : name.slice(0, colon);
};

const images = (view: RepositoryView): readonly SurfaceEntry[] => {
  const found: SurfaceEntry[] = [];
  const add = (image: string, file: SurfaceEntry['file'], at: number): void => {
    // What is only known when it runs is told as it is written.
    const open = image.includes('$');
    found.push({
      name: open ? image : imageName(image),
      pin: open ? 'what is named when it runs' : imagePin(image),
      file,
      at,
    });
  };
  const { workflows, actions } = view.once(ciOf);
  for (const { jobs, file } of workflows)
    for (const { images: all } of jobs) for (const { image, range } of all) add(image, file, range.start);
  for (const { uses, file } of usesIn(view))
    if (uses.target.kind === 'docker') add(uses.target.image, file, uses.target.imageRange.start);
  for (const { image, file } of actions)
    if (image?.value.startsWith('docker://') === true) add(image.value.slice(9), file, image.range.start);
  for (const { file, froms } of view.once(dockerfilesIn))
    for (const { image, resolved, local, start } of froms)
      if (!local) add(resolved ?? image, file, file.byteAt(start));
  for (const { value, source, range } of view.once(gitlabCiIn)?.images ?? []) add(value, source, range.start);
  return found;
};

const hooks = (view: RepositoryView): readonly SurfaceEntry[] =>
  (view.once(preCommitIn)?.repositories ?? []).flatMap(({ repo, rev, comment }) => {
    if (rev === undefined) return [];
    const sha = /^[0-9a-f]{40}$/i.test(rev.value);
    return [
      {
        name: repo.value,
        pin: pinOfUse(sha ? 'sha' : 'name', rev.value, comment?.text.trim()),
        file: rev.source,
        at: rev.range.start,
      },
    ];
  });

const publishing = (view: RepositoryView): readonly SurfaceEntry[] =>
  publishingIn(view).map(({ at: { file, workflow, job }, tool, range, trial }) => {
    const { environment } = job;
    const named = environment?.kind === 'scalar' ? environment.value : scalarOf(environment, 'name')?.value;
    const permissions = job.permissions ?? workflow.permissions;
    const trusted = permissions !== undefined && accessTo(permissions, 'id-token') === 'write';
    return {
      name: `job ${job.id} of ${file.path}${trial ? ' (to an index for trials)' : ''}`,
      pin: [
        tool,
        named === undefined ? 'no environment' : `environment ${named}`,
        trusted ? 'a token of this job alone' : 'a stored token',
      ].join(', '),
      file,
      at: range.start,
    };
  });

/** What workflows, pipelines and images bring in. */
export const ciSurfaces = (view: RepositoryView): readonly Surface[] => [
  {
    title: 'Actions',
    verified: `git’s object name of the commit${lockedNote(view)}`,
    renewed: [PIN],
    entries: used(view, 'step'),
  },
  {
    title: 'Reusable workflows',
    verified: `git’s object name of the commit${lockedNote(view)}`,
    renewed: [PIN],
    entries: used(view, 'job'),
  },
  {
    title: 'Container images',
    verified: 'the digest of the manifest',
    renewed: ['custody pin --fix --unsafe-fixes --resolutions FILE'],
    entries: images(view),
  },
  {
    title: 'Hooks of pre-commit',
    verified: 'git’s object name, where a commit is named',
    renewed: ['pre-commit autoupdate --freeze'],
    entries: hooks(view),
  },
  {
    title: 'Publishing',
    verified: 'the index, which knows the publisher; attestations, where they are made (custody verify)',
    renewed: [],
    entries: publishing(view),
  },
];
