const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';

/** Every name that one edit makes of a name: some nine hundred of a name of twelve letters. The name itself is not among them. */
export const variantsOf = (name: string): ReadonlySet<string> => {
  const made = new Set<string>();
  for (let at = 0; at <= name.length; at += 1) {
    const [before, rest] = [name.slice(0, at), name.slice(at)];
    for (const letter of LETTERS) {
      made.add(before + letter + rest);
      if (rest !== '') made.add(before + letter + rest.slice(1));
    }
    made.add(before + rest.slice(1));
    if (rest.length > 1) made.add(before + rest.charAt(1) + rest.charAt(0) + rest.slice(2));
  }
  made.delete(name);
  // What an index takes for the same name, or for none.
  return new Set([...made].filter((one) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(one)));
};
