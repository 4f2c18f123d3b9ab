import { between, decided } from '../score.ts';
import type { AssessInput, Check } from '../types.ts';

const NAMED =
  /^(?:[0-9A-Za-z][0-9A-Za-z.+]{0,40}[-_])?(?:patents?|copy(?:ing|right)|licen[sc]es?)(?:[-_.][^/]{0,60})?$/i;
const IN_FOLDER = /^licen[sc]es?\/[^/]{1,100}$/i;
const EXTENSION = /\.([A-Za-z]{1,12})$/;
const GOOD_EXTENSION = /^(?:adoc|asc|docx?|ext|html|markdown|md|rst|txt|xml)$/i;

/** An extension that says that this is no text of a license: `license.yaml`, `licenses.py`. */
const isOther = (path: string): boolean => {
  const extension = EXTENSION.exec(path)?.[1];
  return extension !== undefined && !GOOD_EXTENSION.test(extension) && !/^LICEN[SC]E/.test(path);
};

/** What names the best known licenses that OSI or FSF approve, in their own words, small and with single blanks. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/permission is hereby granted, free of charge, to any person obtaining a copy/, 'MIT'],
  [/apache license,? version 2\.0/, 'Apache-2.0'],
  [/redistribution and use in source and binary forms/, 'BSD'],
  [/gnu (?:lesser |affero )?general public license/, 'GPL'],
  [/mozilla public license,? v(?:ersion|\.) ?2\.0/, 'MPL-2.0'],
  [/python software foundation license version 2/, 'PSF-2.0'],
  [/permission to use, copy, modify,? and(?:\/or)? distribute this software for any purpose/, 'ISC'],
  [
    /permission to use, copy, modify,? and distribute this software and its (?:associated )?documentation for any purpose/,
    'HPND',
  ],
  [/this is free and unencumbered software released into the public domain/, 'Unlicense'],
  [/this software is provided ['"]as-is['"], without any express or implied warranty/, 'Zlib'],
  [/boost software license - version 1\.0/, 'BSL-1.0'],
  [/eclipse public license - v 2\.0/, 'EPL-2.0'],
  [/european union public licence/, 'EUPL'],
];

const knownBy = (input: AssessInput, paths: readonly string[]): string | undefined => {
  for (const path of paths.slice(0, 20)) {
    const text = Buffer.from(input.bytes(path, 64 * 1024) ?? [])
      .toString('latin1')
      .toLowerCase()
      .replace(/\s+/g, ' ');
    const known = KNOWN.find(([mark]) => mark.test(text));
    if (known !== undefined) return known[1];
  }
  return undefined;
};

/** `checks/evaluation/license.go`: 9 for a license where it is looked for, 1 for one that OSI or FSF approve. */
export const license: Check = {
  name: 'License',
  risk: 'low',
  todo: 'Put the text of an approved license into LICENSE, at the root.',
  judge: (input) => {
    const { paths } = input.view.repository;
    const found = paths.filter((path) => IN_FOLDER.test(path) || (NAMED.test(path) && !isOther(path)));
    const [first] = found;
    if (first === undefined)
      return {
        score: decided(0),
        reason: 'no license at the root',
        lost: [{ text: 'no file is named LICENSE or COPYING' }],
      };
    const known = knownBy(input, found);
    if (known !== undefined) return { score: decided(10), reason: `${first} (${known})`, lost: [] };
    return {
      score: between(9, 10),
      reason: `${first}, whose text is none of the best known`,
      lost: [{ path: first, text: 'not recognised as a license that OSI or FSF approve' }],
      shownBy: 'what the forge takes the license for',
    };
  },
};
