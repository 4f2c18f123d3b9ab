import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import current from 'spdx-license-ids/index.json' with { type: 'json' };

type License = { readonly id: string; readonly deprecated: boolean };

let table: ReadonlyMap<string, License> | undefined;

/** Each SPDX license identifier by its lower-case form: SPDX compares them without case. Built when first asked for. */
export const knownLicenses = (): ReadonlyMap<string, License> =>
  (table ??= new Map([
    ...deprecated.map((id): [string, License] => [id.toLowerCase(), { id, deprecated: true }]),
    ...current.map((id): [string, License] => [id.toLowerCase(), { id, deprecated: false }]),
  ]));
