/** A `${{ … }}` in a text. Offsets are UTF-16 code units of the text. */
export type Expression = { readonly source: string; readonly start: number; readonly end: number };

/** The expressions of a text, in order. */
export const expressionsIn = (text: string): readonly Expression[] => {
  const found: Expression[] = [];
  for (let at = text.indexOf('${{'); at !== -1; ) {
    const close = text.indexOf('}}', at);
    if (close === -1) break;
    found.push({ source: text.slice(at + 3, close).trim(), start: at, end: close + 2 });
    at = text.indexOf('${{', close);
  }
  return found;
};

/** Contexts that hold what anyone may write who can open an issue or a pull request. */
const OUTSIDERS: readonly RegExp[] = [
  /^github\.event\.(?:issue|pull_request|discussion)\.(?:title|body)$/,
  /^github\.event\.(?:comment|review|review_comment)\.body$/,
  /^github\.event\.pull_request\.head\.(?:ref|label)$/,
  /^github\.event\.pull_request\.head\.repo\.(?:default_branch|description|homepage)$/,
  /^github\.event\.pages(?:\.|\[)/,
  /^github\.event\.commits(?:\.|\[).*\.(?:message|author\.(?:email|name))$/,
  /^github\.event\.head_commit\.(?:message|(?:author|committer)\.(?:email|name))$/,
  /^github\.event\.workflow_run\.(?:head_branch|display_title|head_commit\.(?:message|author\.(?:email|name))|head_repository\.description)$/,
  /^github\.event\.workflow_run\.pull_requests(?:\.|\[).*\.head\.ref$/,
  /^github\.head_ref$/,
];

/** The last value of the event that an outsider wrote and that an expression yields; `undefined` where there is none. */
export const outsiderIn = (source: string): string | undefined => {
  // What compares or asks yields true or false, whatever was written.
  if (/^!|^(?:contains|startsWith|endsWith|hashFiles)\s*\(/i.test(source) && !/[&|]{2}/.test(source))
    return undefined;
  if (/[=!]=/.test(source) && !/[&|]{2}/.test(source)) return undefined;
  return pathsIn(source).find((path) => OUTSIDERS.some((pattern) => pattern.test(path)));
};

/** Contexts that an expression names, lower case, texts in quotes left out. */
export const pathsIn = (source: string): readonly string[] =>
  source
    .replace(/'[^']*'/g, "''")
    .toLowerCase()
    .match(/[a-z_][\w-]*(?:\.(?:[\w-]+|\*)|\[[^\]]{0,60}\])+/g) ?? [];
