import { projectRule } from './project-rule.ts';

export const people = projectRule(
  {
    id: 'project/people',
    title: 'Authors and maintainers have a name, an address, or both',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]',
    why: 'Nobody who finds a vulnerability can write to what is no address; build backends stop at what is no person.',
    todo: 'Write { name = "…", email = "…" }.',
  },
  ['person'],
);
