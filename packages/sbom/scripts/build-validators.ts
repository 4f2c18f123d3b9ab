/**
 * Compiles the official schemas of CycloneDX and SPDX into plain functions under `generated/`, a module per version:
 * compiling them when they are needed would cost half a second each time.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _, Ajv, stringify, type AnySchemaObject, type KeywordCxt } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from '../src/schema/formats/index.ts';
import { uniqueItems } from '../src/schema/unique-items.ts';
import { shapesOf } from './shapes.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const out = `${home}generated`;

const written = new Set<string>();

/** A file appears whole or not at all: others may be using the old one while this runs. */
const emit = async (name: string, content: string | Uint8Array): Promise<void> => {
  const temporary = `${out}/.${process.pid}.${name}`;
  await writeFile(temporary, content);
  await rename(temporary, `${out}/${name}`);
  written.add(name);
};

/** Parts of a document that are judged one by one after the whole was refused, so that more than the first fault is told. */
const PARTS: Readonly<Record<'cyclonedx' | 'spdx', readonly string[]>> = {
  cyclonedx: ['metadata', 'components', 'services', 'dependencies', 'compositions', 'vulnerabilities'],
  spdx: ['packages', 'files', 'relationships'],
};

type Target = { readonly name: string; readonly kind: 'cyclonedx' | 'spdx'; readonly path: string };

const targets = (): Target[] => {
  const require = createRequire(`${home}package.json`);
  const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  return [
    ...['1.4', '1.5', '1.6', '1.7'].map(
      (version): Target => ({
        name: `cyclonedx-${version}`,
        kind: 'cyclonedx',
        path: `${library}/res/schema/bom-${version}.SNAPSHOT.schema.json`,
      }),
    ),
    { name: 'spdx-2.3', kind: 'spdx', path: `${home}schemas/spdx-2.3.schema.json` },
  ];
};

const readSchema = async (path: string): Promise<AnySchemaObject> =>
  prepare(JSON.parse(await readFile(path, 'utf8'))) as AnySchemaObject;

/** Long lists of names (SPDX licences) are looked up in a set, not compared one by one. */
const prepare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(prepare);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const long = name === 'enum' && Array.isArray(item) && item.length > 20;
    copy[long && item.every((word) => typeof word === 'string') ? 'enumSet' : name] = prepare(item);
  }
  return copy;
};

/** Keywords of ours call functions of src/, which the bundler then takes in. */
const addKeywords = (ajv: Ajv): void => {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    code: (context: KeywordCxt) => {
      if (context.schema !== true) return;
      const unique = context.gen.scopeValue('func', {
        ref: uniqueItems,
        code: _`require("./unique-items.ts").uniqueItems`,
      });
      context.fail(_`${context.data}.length > 1 && !${unique}(${context.data})`);
    },
  });
  ajv.addKeyword({
    keyword: 'enumSet',
    type: 'string',
    schemaType: 'array',
    code: (context: KeywordCxt) => {
      const words = context.schema as string[];
      const set = context.gen.scopeValue('func', { ref: words, code: _`new Set(${stringify(words)})` });
      context.fail(_`!${set}.has(${context.data})`);
    },
  });
};

const compile = async (target: Target): Promise<string> => {
  const ajv = new Ajv({
    strict: false,
    messages: false,
    allErrors: false,
    formats,
    code: { source: true, esm: true, lines: true, formats: _`require("./formats/index.ts").formats` },
  });
  addKeywords(ajv);
  const schema = await readSchema(target.path);
  if (target.kind === 'cyclonedx')
    for (const other of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
      const file = `${other}.SNAPSHOT.schema.json`;
      const referred = await readSchema(`${dirname(target.path)}/${file}`);
      // The bundled schemas refer to one another by file name, not by $id.
      ajv.addSchema({ ...referred, $id: `http://cyclonedx.org/schema/${file}` });
    }
  const id = schema.$id as string;
  ajv.addSchema(schema);
  const refs: Record<string, string> = { root: id };
  const properties = schema.properties as Record<string, AnySchemaObject>;
  for (const part of PARTS[target.kind]) {
    const list = properties[part]?.items !== undefined;
    if (properties[part] !== undefined) refs[part] = `${id}#/properties/${part}${list ? '/items' : ''}`;
  }
  return `${standalone.default(ajv, refs)}
import { forgetDigests } from './unique-items.ts';
export { forgetDigests };
`;
};

const buildOne = async (target: Target): Promise<void> => {
  const result = await build({
    stdin: { contents: await compile(target), resolveDir: `${home}src/schema`, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  await emit(`${target.name}.js`, result.outputFiles[0]?.contents ?? '');
  await emit(
    `${target.name}.d.ts`,
    [
      "import type { SchemaFunction } from '../src/schema/types.ts';",
      ...['root', ...PARTS[target.kind]].map((name) => `export declare const ${name}: SchemaFunction;`),
      'export declare const forgetDigests: () => void;',
      '',
    ].join('\n'),
  );
};

/** Writes what each version of CycloneDX allows where, for conversions. */
const buildShapes = async (target: Target): Promise<void> => {
  const folder = dirname(target.path);
  const read = async (path: string): Promise<AnySchemaObject> =>
    JSON.parse(await readFile(path, 'utf8')) as AnySchemaObject;
  const schema = await read(target.path);
  const files = new Map<string, AnySchemaObject>([['', schema]]);
  // A signature (jsf) never survives a conversion, so its shape is not needed.
  files.set('jsf-0.82.SNAPSHOT.schema.json', {});
  for (const other of ['spdx', 'cryptography-defs'])
    files.set(`${other}.SNAPSHOT.schema.json`, await read(`${folder}/${other}.SNAPSHOT.schema.json`));
  const shapes = shapesOf(schema, (reference) => {
    const [file = '', pointer = ''] = reference.split('#');
    let at: AnySchemaObject = files.get(file) ?? schema;
    for (const token of pointer.split('/').filter((part) => part !== ''))
      at = (at[token] ?? {}) as AnySchemaObject;
    return at;
  });
  await emit(`shapes-${target.name}.js`, `export const shapes = ${JSON.stringify(shapes)};\n`);
  await emit(
    `shapes-${target.name}.d.ts`,
    "import type { Shape } from '../src/convert/shape.ts';\nexport declare const shapes: readonly Shape[];\n",
  );
};

/** Writes `generated/<schema>.js` for every schema, from files only. Takes a few seconds. */
export const buildValidators = async (): Promise<void> => {
  await mkdir(out, { recursive: true });
  for (const target of targets()) {
    await buildOne(target);
    if (target.kind === 'cyclonedx') await buildShapes(target);
  }
  // What an older version of this script made.
  for (const name of await readdir(out)) if (!written.has(name)) await rm(`${out}/${name}`, { force: true });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildValidators();
