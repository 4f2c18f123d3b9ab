import type { Repository } from '../repository/types.ts';

/** Files that say what a build or a release leans on. */
const SURFACES: readonly RegExp[] = [
  /^\.github\/(?:workflows\/[^/]+\.(?:ya?ml|lock)|dependabot\.ya?ml|renovate\.json5?)$/,
  /(?:^|\/)action\.ya?ml$/,
  /^\.gitlab-ci\.yml$/,
  /^\.pre-commit-config\.ya?ml$/,
  /^(?:\.renovaterc(?:\.json5?)?|renovate\.json5?)$/,
  /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.[Dd]ockerfile$/,
  /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|uv\.(?:toml|lock)|poetry\.(?:toml|lock)|pdm\.(?:toml|lock)|Pipfile(?:\.lock)?|tox\.ini|noxfile\.py)$/,
  /(?:^|\/)(?:pip\.(?:conf|ini)|pylock(?:\.[^/.]+)?\.toml)$/,
  /(?:^|\/)(?:[^/]*[-_.])?(?:requirements|constraints)(?:[-_.][^/]*)?\.(?:txt|in)$/,
  /(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/,
];

/** Whether there is anything in a checkout that rules judge, or a place that might hold it and could not be looked at. */
export const hasSurface = ({ paths, gaps, links }: Repository): boolean =>
  gaps.length > 0 || [...paths, ...links].some((path) => SURFACES.some((one) => one.test(path)));
