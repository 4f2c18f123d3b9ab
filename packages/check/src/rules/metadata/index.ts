import type { MetadataView } from '../../views/metadata.ts';
import type { JudgedRule } from '../rule.ts';
import { bounds } from './bounds.ts';
import { canonicalVersion } from './canonical-version.ts';
import { classifierForm } from './classifier-form.ts';
import { classifierKnown } from './classifier-known.ts';
import { controlCharacters } from './control-characters.ts';
import { deprecatedFields } from './deprecated-fields.ts';
import { descriptionContentType } from './description-content-type.ts';
import { descriptionOnce } from './description-once.ts';
import { directReference } from './direct-reference.ts';
import { dynamic } from './dynamic.ts';
import { email } from './email.ts';
import { emailList } from './email-list.ts';
import { emptyFields } from './empty-fields.ts';
import { encoding } from './encoding.ts';
import { extraDeclared } from './extra-declared.ts';
import { extraForm } from './extra-form.ts';
import { extraName } from './extra-name.ts';
import { extraUnique } from './extra-unique.ts';
import { importName } from './import-name.ts';
import { importNameTree } from './import-name-tree.ts';
import { keywords } from './keywords.ts';
import { knownFields } from './known-fields.ts';
import { licenseAndExpression } from './license-and-expression.ts';
import { licenseClassifier } from './license-classifier.ts';
import { licenseExpression } from './license-expression.ts';
import { licenseExpressionForm } from './license-expression-form.ts';
import { licenseExpressionGrammar } from './license-expression-grammar.ts';
import { licenseFilePath } from './license-file-path.ts';
import { licenseFileVersion } from './license-file-version.ts';
import { licenseFilesExist } from './license-files-exist.ts';
import { lines } from './lines.ts';
import { listedOnce } from './listed-once.ts';
import { metadataVersion } from './metadata-version.ts';
import { name } from './name.ts';
import { nameMatches } from './name-matches.ts';
import { newerFields } from './newer-fields.ts';
import { privateClassifier } from './private-classifier.ts';
import { projectUrlLabel } from './project-url-label.ts';
import { publicVersion } from './public-version.ts';
import { requiredFields } from './required-fields.ts';
import { requirements } from './requirements.ts';
import { requiresPython } from './requires-python.ts';
import { singleUseFields } from './single-use-fields.ts';
import { summary } from './summary.ts';
import { url } from './url.ts';
import { version } from './version.ts';
import { versionMatches } from './version-matches.ts';

/** METADATA of a wheel and PKG-INFO of an sdist: that everyone reads the same in it, and what PyPI refuses. */
export const metadataRules: readonly JudgedRule<MetadataView>[] = [
  encoding,
  bounds,
  lines,
  controlCharacters,
  singleUseFields,
  knownFields,
  emptyFields,
  deprecatedFields,
  requiredFields,
  metadataVersion,
  newerFields,
  name,
  nameMatches,
  version,
  versionMatches,
  canonicalVersion,
  publicVersion,
  summary,
  descriptionOnce,
  descriptionContentType,
  licenseAndExpression,
  licenseExpression,
  licenseExpressionGrammar,
  licenseExpressionForm,
  licenseFileVersion,
  licenseFilePath,
  licenseFilesExist,
  licenseClassifier,
  privateClassifier,
  classifierForm,
  classifierKnown,
  listedOnce,
  requirements,
  directReference,
  requiresPython,
  extraName,
  extraForm,
  extraUnique,
  extraDeclared,
  email,
  emailList,
  url,
  projectUrlLabel,
  keywords,
  dynamic,
  importName,
  importNameTree,
];
