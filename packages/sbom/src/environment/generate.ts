import { canonicalVersion } from '@custody/python';
import { purlKey } from '../bill/identity.ts';
import { orderBill } from '../bill/order.ts';
import type { Bill, Component } from '../bill/types.ts';
import { stateUnidentified } from '../bill/unidentified.ts';
import { compact } from '../compact/compact.ts';
import { merge } from '../merge/merge.ts';
import type { Conflict } from '../merge/types.ts';
import { attachLoose } from '../wheel/attach.ts';
import { observedBill } from '../wheel/components/bill.ts';
import { type GenerateOptions, type Generation, ownMetadata } from '../wheel/generate.ts';
import { declaredIn, indexDeclared } from '../wheel/ladder/declared.ts';
import { identifyNative } from '../wheel/ladder/identify.ts';
import { serialNumber } from '../write/serial-number.ts';
import { carriedDocuments } from './documents.ts';
import { requirementEdges } from './edges.ts';
import { installedComponent } from './installed.ts';
import type { EnvironmentContents, InstalledDistribution } from './types.ts';

export type GenerateEnvironmentOptions = GenerateOptions & {
  /** What the environment is called; else by its directory. */
  readonly name?: string;
  readonly version?: string;
};

type Described = {
  readonly installed: InstalledDistribution;
  readonly component: Component;
  readonly bill: Bill;
  readonly conflicts: readonly Conflict[];
};

/** The hashes of a bundled library are those of its copies, which are files here: two distributions may bring different ones. */
const withoutCopies = (bill: Bill, own: Component): Bill => ({
  ...bill,
  components: bill.components.map((component) => {
    if (component.type === 'file' || component.purl === own.purl) return component;
    const { hashes: _hashes, ...rest } = component;
    return rest;
  }),
});

/** One distribution with its binaries, and what its own documents declare, which may contradict each other. */
const describe = (installed: InstalledDistribution, notes: string[]): Described | undefined => {
  const component = installedComponent(installed);
  if (component === undefined) {
    notes.push(`${installed.distInfo}/METADATA has no name that can be used`);
    return undefined;
  }
  const documents = carriedDocuments(installed, notes);
  const declared = indexDeclared(documents.flatMap(({ bill, label }) => declaredIn(bill, label)));
  const identified = installed.natives.map((native) => identifyNative(native, declared));
  const own = {
    bill: observedBill(component, identified, []),
    label: installed.distInfo,
    standing: 'observed' as const,
  };
  const { bill, conflicts } = merge([own, ...documents], { root: component });
  return { installed, component, bill: withoutCopies(attachLoose(bill), component), conflicts };
};

const rootOf = (contents: EnvironmentContents, { name, version }: GenerateEnvironmentOptions): Component =>
  compact({
    ref: 'environment',
    type: 'platform' as const,
    name: name ?? contents.label,
    version: version === undefined ? undefined : (canonicalVersion(version) ?? version),
  });

/** Two distributions of one name overwrite each other's files: which one is imported is not known. */
const twice = (described: readonly Described[]): readonly string[] => {
  const seen = new Map<string, string>();
  return described.flatMap(({ component, installed }) => {
    const key = component.purl?.split('@', 1)[0] ?? component.name;
    const before = seen.get(key);
    seen.set(key, installed.distInfo);
    return before === undefined
      ? []
      : [`${before} and ${installed.distInfo} are two installations of one project`];
  });
};

/**
 * Makes the bill of an installed environment: each distribution with where it lies, how it came here, its binaries and the libraries
 * in them, and what its embedded SBOMs declare; who needs whom by Requires-Dist, markers not evaluated. Contradictions within a
 * distribution's documents are in `conflicts`; that two distributions bring different versions of a library is none. Same contents and
 * options, same bill. Recording installed projects (PEP 376, PEP 610, PEP 770).
 */
export const generateEnvironment = (
  contents: EnvironmentContents,
  options: GenerateEnvironmentOptions,
): Generation => {
  const notes: string[] = [...contents.notes];
  const described = contents.distributions.flatMap((installed) => describe(installed, notes) ?? []);
  const root = rootOf(contents, options);
  const { bill: merged } = merge(
    described.map(({ bill, installed }) => ({
      bill,
      label: installed.distInfo,
      standing: 'declared' as const,
    })),
    { root },
  );
  const refs = new Map(merged.components.map((component) => [purlKey(component), component.ref]));
  const placed = described.flatMap(({ component, installed }) => {
    const ref = refs.get(purlKey(component));
    return ref === undefined
      ? []
      : [{ name: component.name, ref, requires: installed.metadata.requiresDist }];
  });
  const rootRef = merged.root ?? root.ref;
  const { lifecycles: _lifecycles, ...metadata } = ownMetadata(options, root);
  const bill: Bill = compact({
    serialNumber: serialNumber(
      compact({
        name: root.name,
        version: root.version ?? '',
        commit: options.commit,
        // The same packages are the same environment, wherever it lies.
        fileName: contents.distributions.map(({ distInfo }) => distInfo).join('\n'),
      }),
    ),
    version: 1,
    metadata: { ...metadata, lifecycles: ['operations' as const] },
    root: rootRef,
    components: merged.components,
    dependencies: [...merged.dependencies, ...requirementEdges(placed)],
    compositions: [
      ...merged.compositions,
      // What lies there without belonging to a distribution is no component.
      { aggregate: 'incomplete' as const, assemblies: [rootRef] },
      {
        aggregate: contents.incomplete ? ('incomplete' as const) : ('complete' as const),
        dependencies: [rootRef],
      },
    ],
    properties: [
      {
        name: 'custody:environment:edges',
        value: 'Requires-Dist of what is installed; markers not evaluated',
      },
    ],
  });
  return {
    kind: 'generated',
    bill: orderBill(stateUnidentified(bill)),
    conflicts: described.flatMap(({ conflicts }) => conflicts),
    notes: [...notes, ...twice(described)],
  };
};
