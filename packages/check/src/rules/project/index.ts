import type { ProjectView } from '../../views/project.ts';
import type { JudgedRule } from '../rule.ts';
import { backendPath } from './backend-path.ts';
import { bounds } from './bounds.ts';
import { buildBackend } from './build-backend.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { classifiers } from './classifiers.ts';
import { description } from './description.ts';
import { directReference } from './direct-reference.ts';
import { dynamic } from './dynamic.ts';
import { encoding } from './encoding.ts';
import { entryPoints } from './entry-points.ts';
import { extras } from './extras.ts';
import { groupCycles } from './group-cycles.ts';
import { groupIncludes } from './group-includes.ts';
import { groupNames } from './group-names.ts';
import { importNames } from './import-names.ts';
import { knownKeys } from './known-keys.ts';
import { knownTables } from './known-tables.ts';
import { license } from './license.ts';
import { licenseClassifier } from './license-classifier.ts';
import { licenseFiles } from './license-files.ts';
import { licenseForm } from './license-form.ts';
import { licenseTable } from './license-table.ts';
import { name } from './name.ts';
import { people } from './people.ts';
import { readme } from './readme.ts';
import { requiredKeys } from './required-keys.ts';
import { requirements } from './requirements.ts';
import { requiresPython } from './requires-python.ts';
import { toml } from './toml.ts';
import { types } from './types.ts';
import { urls } from './urls.ts';
import { version } from './version.ts';

/** pyproject.toml: that the project can be built from it, and what PyPI would refuse of what is built. */
export const projectRules: readonly JudgedRule<ProjectView>[] = [
  encoding,
  byteOrderMark,
  toml,
  bounds,
  knownTables,
  knownKeys,
  types,
  requiredKeys,
  name,
  version,
  description,
  readme,
  requiresPython,
  license,
  licenseForm,
  licenseTable,
  licenseFiles,
  licenseClassifier,
  people,
  classifiers,
  urls,
  entryPoints,
  requirements,
  directReference,
  extras,
  importNames,
  dynamic,
  buildBackend,
  backendPath,
  groupNames,
  groupIncludes,
  groupCycles,
];
