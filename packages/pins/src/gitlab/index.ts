export { type GitLabCi, gitlabCiIn, gitlabCiOf, type GitLabInclude } from './gitlab.ts';
