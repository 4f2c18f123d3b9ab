import { tarRule } from './tar-rule.ts';

export const duplicateName = tarRule(
  {
    id: 'tar/duplicate-name',
    title: 'Member names are unique',
    severity: 'critical',
    confidence: 'high',
    sources: ['custody'],
    why: 'Of two members with one name the last wins when unpacked, the first when searched: what was reviewed need not be what is built.',
    attack: 'A second pyproject.toml or setup.py behind the reviewed one.',
    todo: 'Rebuild the archive so that every name is written once.',
  },
  ['duplicate-name'],
);
