import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';

/** One instruction of a Dockerfile. Offsets are UTF-16 code units of the file's text. */
export type Instruction = {
  /** In capitals. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The arguments as written, continued lines included; `argumentsStart` is where they begin. */
  readonly arguments: string;
  readonly argumentsStart: number;
};

export type From = {
  readonly image: string;
  readonly start: number;
  readonly end: number;
  readonly stage?: string;
  /** The name of an earlier stage, or `scratch`: nothing is fetched. */
  readonly local: boolean;
  /** The image with the defaults of `ARG` put in; `undefined` where one is only given at build time. */
  readonly resolved?: string;
};

export type Dockerfile = {
  readonly file: SourceFile;
  readonly instructions: readonly Instruction[];
  readonly froms: readonly From[];
};

const MAX_TEXT = 1024 * 1024;

const instructionAt = (text: string, start: number, escape: string): Instruction => {
  let end = start;
  for (;;) {
    const newline = text.indexOf('\n', end);
    const stop = newline === -1 ? text.length : newline;
    const line = text.slice(end, stop).trimEnd();
    // Comments and empty lines inside a continued instruction do not end it.
    const goesOn = line.endsWith(escape) || (end !== start && /^\s*(?:#.*)?$/.test(line));
    end = stop;
    if (!goesOn || newline === -1) break;
    end = newline + 1;
  }
  const head = /^\s*([A-Za-z]+)[ \t]*/.exec(text.slice(start, Math.min(end, start + 200)));
  const argumentsStart = start + (head?.[0].length ?? 0);
  return {
    name: (head?.[1] ?? '').toUpperCase(),
    start,
    end,
    arguments: text.slice(argumentsStart, end).trimEnd(),
    argumentsStart,
  };
};

/** The instructions of a Dockerfile, in order. */
export const instructionsOf = (text: string): readonly Instruction[] => {
  if (text.length > MAX_TEXT) return [];
  const escape = /^#[ \t]*escape[ \t]*=[ \t]*`/im.test(text.slice(0, 500)) ? '`' : '\\';
  const found: Instruction[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline === -1 ? text.length : newline);
    if (/^\s*(?:#.*)?$/.test(line)) at += line.length + 1;
    else {
      const one = instructionAt(text, at, escape);
      found.push(one);
      at = one.end + 1;
    }
  }
  return found;
};

const resolve = (image: string, defaults: ReadonlyMap<string, string>): string | undefined => {
  let known = true;
  const resolved = image.replace(
    /\$(?:\{([A-Za-z_]\w*)(?::?-([^}]*))?\}|([A-Za-z_]\w*))/g,
    (_, braced, other, bare) => {
      const value = defaults.get(String(braced ?? bare)) ?? (typeof other === 'string' ? other : undefined);
      if (value === undefined) known = false;
      return value ?? '';
    },
  );
  return known ? resolved : undefined;
};

const fromsOf = (instructions: readonly Instruction[]): readonly From[] => {
  const defaults = new Map<string, string>();
  const stages = new Set<string>();
  const froms: From[] = [];
  for (const { name, arguments: given, argumentsStart } of instructions) {
    const set = name === 'ARG' ? /^([A-Za-z_]\w*)=["']?([^"'\s]*)/.exec(given) : null;
    if (set !== null && froms.length === 0) defaults.set(set[1] ?? '', set[2] ?? '');
    const from = name === 'FROM' ? /^((?:--\S+\s+)*)(\S+)(?:\s+as\s+(\S+))?/i.exec(given) : null;
    if (from === null) continue;
    const [, options = '', image = '', stage] = from;
    const start = argumentsStart + options.length;
    const resolved = resolve(image, defaults);
    const local = image === 'scratch' || stages.has(image.toLowerCase());
    froms.push({
      image,
      start,
      end: start + image.length,
      local,
      ...(stage !== undefined && { stage }),
      ...(resolved !== undefined && { resolved }),
    });
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return froms;
};

/** A Dockerfile as a typed view. */
export const dockerfileOf = (file: SourceFile): Dockerfile => {
  const instructions = instructionsOf(file.text);
  return { file, instructions, froms: fromsOf(instructions) };
};

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.[Dd]ockerfile$/;

/** The Dockerfiles of a repository: `view.once(dockerfilesIn)`. */
export const dockerfilesIn = (view: RepositoryView): readonly Dockerfile[] => {
  const found: Dockerfile[] = [];
  for (const path of view.repository.paths) {
    if (!DOCKERFILE.test(path) || path.endsWith('.dockerignore')) continue;
    const reading = view.repository.read(path);
    if (reading?.kind === 'file') found.push(dockerfileOf(reading.file));
  }
  return found;
};
