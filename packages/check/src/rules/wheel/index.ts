import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { buildMatch } from './build-match.ts';
import { commandName } from './command-name.ts';
import { compiledFile } from './compiled-file.ts';
import { dataDirectory } from './data-directory.ts';
import { dataScheme } from './data-scheme.ts';
import { distInfoDirectory } from './dist-info-directory.ts';
import { distInfoName } from './dist-info-name.ts';
import { distInfoRead } from './dist-info-read.ts';
import { distInfoSingle } from './dist-info-single.ts';
import { entryPoints } from './entry-points.ts';
import { entryPointsAmbiguous } from './entry-points-ambiguous.ts';
import { entryPointsForm } from './entry-points-form.ts';
import { filename } from './filename.ts';
import { filenameCharacters } from './filename-characters.ts';
import { genericName } from './generic-name.ts';
import { installerFiles } from './installer-files.ts';
import { nameNormalized } from './name-normalized.ts';
import { platformTag } from './platform-tag.ts';
import { requiredFiles } from './required-files.ts';
import { rootIsPurelib } from './root-is-purelib.ts';
import { scriptFiles } from './script-files.ts';
import { scriptInterpreter } from './script-interpreter.ts';
import { setupFiles } from './setup-files.ts';
import { signatureFiles } from './signature-files.ts';
import { size } from './size.ts';
import { startupFile } from './startup-file.ts';
import { startupModule } from './startup-module.ts';
import { stdlibName } from './stdlib-name.ts';
import { tagForm } from './tag-form.ts';
import { tagOrder } from './tag-order.ts';
import { tagsExpanded } from './tags-expanded.ts';
import { tagsMatch } from './tags-match.ts';
import { versionCanonical } from './version-canonical.ts';
import { wheelFile } from './wheel-file.ts';
import { wheelFileFields } from './wheel-file-fields.ts';
import { wheelFileForm } from './wheel-file-form.ts';
import { wheelVersion } from './wheel-version.ts';

/** What the binary distribution format and its installers ask of a wheel. */
export const wheelRules: readonly JudgedRule<WheelView>[] = [
  filename,
  filenameCharacters,
  nameNormalized,
  versionCanonical,
  tagForm,
  tagOrder,
  platformTag,
  size,
  distInfoName,
  distInfoSingle,
  distInfoDirectory,
  distInfoRead,
  requiredFiles,
  installerFiles,
  signatureFiles,
  wheelVersion,
  wheelFile,
  wheelFileForm,
  wheelFileFields,
  tagsExpanded,
  tagsMatch,
  buildMatch,
  rootIsPurelib,
  dataDirectory,
  dataScheme,
  scriptFiles,
  scriptInterpreter,
  startupFile,
  startupModule,
  compiledFile,
  setupFiles,
  genericName,
  stdlibName,
  entryPoints,
  entryPointsForm,
  entryPointsAmbiguous,
  commandName,
];
