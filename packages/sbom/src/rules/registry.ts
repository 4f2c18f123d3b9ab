import { canonicalPurl } from './canonical-purl.ts';
import { componentIdentity } from './component-identity.ts';
import { primaryComponent } from './primary-component.ts';
import { privatePaths } from './private-paths.ts';
import { reachableComponents } from './reachable-components.ts';
import { refsResolve } from './refs-resolve.ts';
import { reproducible } from './reproducible.ts';
import { schema } from './schema.ts';
import { secrets } from './secrets.ts';
import { timestamp } from './timestamp.ts';
import { tool } from './tool.ts';
import type { SbomRule } from './types.ts';
import { uniqueRefs } from './unique-refs.ts';

/** The rules that judge every document that can be read, in the order in which they are reported. */
export const DOCUMENT_RULES: readonly SbomRule[] = [
  schema,
  timestamp,
  tool,
  primaryComponent,
  uniqueRefs,
  refsResolve,
  reachableComponents,
  componentIdentity,
  canonicalPurl,
  privatePaths,
  secrets,
  reproducible,
];
