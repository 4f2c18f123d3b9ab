import type { SdistView } from '../../views/sdist.ts';
import type { JudgedRule } from '../rule.ts';
import { directoryName } from './directory-name.ts';
import { fileName } from './file-name.ts';
import { fileNameForm } from './file-name-form.ts';
import { fileNameUnused } from './file-name-unused.ts';
import { format } from './format.ts';
import { metadataVersion } from './metadata-version.ts';
import { onePerRelease } from './one-per-release.ts';
import { pkgInfo } from './pkg-info.ts';
import { pyproject } from './pyproject.ts';
import { releaseOpen } from './release-open.ts';
import { singleDirectory } from './single-directory.ts';

/** What the source distribution format and PyPI ask of an sdist. Its licence files are `metadata/license-files-exist`. */
export const sdistRules: readonly JudgedRule<SdistView>[] = [
  fileName,
  fileNameForm,
  format,
  singleDirectory,
  directoryName,
  pkgInfo,
  metadataVersion,
  pyproject,
  onePerRelease,
  releaseOpen,
  fileNameUnused,
];
