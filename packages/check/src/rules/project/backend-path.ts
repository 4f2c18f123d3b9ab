import { projectRule } from './project-rule.ts';

export const backendPath = projectRule(
  {
    id: 'project/backend-path',
    title: 'A build backend of the tree itself lies inside the tree',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 517, In-tree build backends',
    why: 'Code from outside of the project would run during the build, which nobody reviewed with it.',
    todo: 'Name folders relative to pyproject.toml, without "..", and give build-backend too.',
  },
  ['backend-path'],
);
