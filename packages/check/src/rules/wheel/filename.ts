import { filenameRule } from './filename-rule.ts';

export const filename = filenameRule(
  {
    id: 'wheel/filename',
    title: 'The file name is that of a wheel',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Binary distribution format, File name convention',
    why: 'Installers and indexes read name, version and compatibility from the file name; they refuse or overlook this file.',
    todo: 'Let the build backend name the file, and do not rename it.',
  },
  ['extension', 'parts', 'name-invalid', 'name-double-underscore', 'version-invalid', 'build-digit'],
  { irregular: false },
);
