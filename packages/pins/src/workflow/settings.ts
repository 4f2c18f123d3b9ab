import { entriesOf } from '../yaml/get.ts';
import type { YamlNode } from '../yaml/types.ts';
import type { Setting } from './types.ts';

/** The entries of a map whose values are texts: `env:`, `with:`. */
export const settingsOf = (node: YamlNode | undefined): readonly Setting[] => {
  const settings: Setting[] = [];
  for (const { key, value } of entriesOf(node))
    if (value.kind === 'scalar') settings.push({ name: key.value, key, value });
  return settings;
};

/** The value of a setting by its name, compared as GitHub does it for inputs: without regard to case. */
export const settingNamed = (settings: readonly Setting[], name: string): Setting | undefined =>
  settings.find((one) => one.name.toLowerCase() === name);
