import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import current from 'spdx-license-ids/index.json' with { type: 'json' };

/** Each SPDX license identifier by its lower-case form: SPDX compares them without case. */
export const LICENSES: ReadonlyMap<string, { readonly id: string; readonly deprecated: boolean }> = new Map([
  ...deprecated.map((id): [string, { id: string; deprecated: boolean }] => [
    id.toLowerCase(),
    { id, deprecated: true },
  ]),
  ...current.map((id): [string, { id: string; deprecated: boolean }] => [
    id.toLowerCase(),
    { id, deprecated: false },
  ]),
]);
