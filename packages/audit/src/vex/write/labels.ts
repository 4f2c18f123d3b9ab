import { JUSTIFICATIONS } from '../openvex.ts';

/** Labels of CycloneDX that OpenVEX and CSAF have, too. */
const FROM_CYCLONEDX: ReadonlyMap<string, string> = new Map([
  ['code_not_present', 'vulnerable_code_not_present'],
  ['code_not_reachable', 'vulnerable_code_not_in_execute_path'],
  ['protected_by_mitigating_control', 'inline_mitigations_already_exist'],
]);

const TO_CYCLONEDX: ReadonlyMap<string, string> = new Map([
  ['component_not_present', 'code_not_present'],
  ['vulnerable_code_not_present', 'code_not_present'],
  ['vulnerable_code_not_in_execute_path', 'code_not_reachable'],
  ['vulnerable_code_cannot_be_controlled_by_adversary', 'requires_environment'],
  ['inline_mitigations_already_exist', 'protected_by_mitigating_control'],
]);

/** A justification in the words that OpenVEX and CSAF share; undefined where they have none for it. */
export const justificationOf = (label: string): string | undefined => {
  const word = FROM_CYCLONEDX.get(label) ?? label;
  return JUSTIFICATIONS.includes(word) ? word : undefined;
};

/** A justification in the words of CycloneDX; as it is where it is one already. */
export const cdxJustificationOf = (label: string): string => TO_CYCLONEDX.get(label) ?? label;
