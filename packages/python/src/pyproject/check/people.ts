import { isEmail } from '../../metadata/checks/email.ts';
import { quote } from '../../problem/quote.ts';
import { type Say, stringOf, type Table, tableOf } from '../values.ts';

const KEYS: ReadonlySet<string> = new Set(['name', 'email']);

/** `authors` and `maintainers` are tables with a name, an e-mail address, or both. */
export const checkPeople = (table: Table, say: Say): void => {
  for (const key of ['authors', 'maintainers']) {
    const people = table.get(key);
    if (people === undefined) continue;
    if (!Array.isArray(people)) {
      say('wrong-type', ['project', key], `project.${key} is not an array of tables.`);
      continue;
    }
    (people as readonly unknown[]).forEach((value, i) => {
      const path = ['project', key, i];
      const person = tableOf(value, path, say);
      if (person === undefined) return;
      const name = stringOf(person.get('name'), [...path, 'name'], say);
      const email = stringOf(person.get('email'), [...path, 'email'], say);
      if (person.size === 0 || [...person.keys()].some((one) => !KEYS.has(one)))
        say('person', path, 'A person has a name, an email, or both, and nothing else.');
      if (name?.includes(',') === true)
        say('person', [...path, 'name'], `The name ${quote(name)} holds a comma.`);
      if (email !== undefined && !isEmail(email))
        say('person', [...path, 'email'], `${quote(email)} is no e-mail address.`);
    });
  }
};
