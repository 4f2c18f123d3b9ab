/**
 * What a schema allows where, without its prose: which members, which words. Converting to an older version
 * prunes a document by it, so that the tables can never disagree with the schema they come from.
 */
type Schema = { readonly [keyword: string]: unknown };

/** `members` by name; `closed` where no others may stand; `required` of every form; `items` of a list; `words` of a text. */
export type Shape = {
  members?: Record<string, number>;
  closed?: boolean;
  required?: readonly string[];
  items?: number;
  words?: readonly string[];
};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Gives the shapes of a schema as a table; the first is the whole document. References stay references. */
export const shapesOf = (root: Schema, resolve: (reference: string) => Schema): readonly Shape[] => {
  const table: Shape[] = [];
  const known = new Map<string, number>();

  const place = (schemas: readonly Schema[]): number => {
    const forms = schemas.flatMap((schema) => formsOf(schema));
    const key = forms.map((form) => form.key).join('|');
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const shape: Shape = {};
    const index = table.push(shape) - 1;
    known.set(key, index);
    fill(
      shape,
      forms.map((form) => form.schema),
    );
    return index;
  };

  const ids = new Map<Schema, string>();
  const keyOf = (schema: Schema): string => {
    const id = ids.get(schema) ?? `#${ids.size}`;
    ids.set(schema, id);
    return id;
  };

  /** A schema and every form it may take, references followed. */
  const formsOf = (schema: Schema): { schema: Schema; key: string }[] => {
    const found = [{ schema, key: keyOf(schema) }];
    if (typeof schema['$ref'] === 'string') found.push(...formsOf(resolve(schema['$ref'])));
    for (const keyword of ['oneOf', 'anyOf', 'allOf'])
      for (const form of list(schema[keyword])) if (isSchema(form)) found.push(...formsOf(form));
    return found;
  };

  const fill = (shape: Shape, forms: readonly Schema[]): void => {
    const members = new Map<string, Schema[]>();
    const items: Schema[] = [];
    const objects = forms.filter((form) => isSchema(form['properties']));
    for (const form of objects)
      for (const [name, value] of Object.entries(form['properties'] as Schema))
        if (isSchema(value)) members.set(name, [...(members.get(name) ?? []), value]);
    for (const form of forms) {
      if (isSchema(form['items'])) items.push(form['items']);
      else for (const item of list(form['items'])) if (isSchema(item)) items.push(item);
    }
    const words = forms.filter((form) => Array.isArray(form['enum']) || form['const'] !== undefined);
    const free = forms.some(
      (form) => form['type'] === 'string' && form['enum'] === undefined && form['const'] === undefined,
    );
    if (members.size > 0) {
      shape.members = Object.fromEntries([...members].map(([name, schemas]) => [name, place(schemas)]));
      if (objects.some((form) => form['additionalProperties'] === false)) shape.closed = true;
      const needed = objects.map((form) => list(form['required']) as string[]);
      const always = (needed[0] ?? []).filter((name) => needed.every((names) => names.includes(name)));
      if (always.length > 0) shape.required = always;
    }
    if (items.length > 0) shape.items = place(items);
    if (words.length > 0 && !free)
      shape.words = words.flatMap((form) => list(form['enum'] ?? [form['const']]) as string[]);
  };

  place([root]);
  return table;
};
