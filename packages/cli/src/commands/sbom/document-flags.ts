/** What a document that custody makes can be told. */
export const documentFlags = {
  commit: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'The source revision that was built',
    placeholder: 'COMMIT',
  },
  author: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Who makes the document: "Name <address>"',
    placeholder: 'WHO',
  },
  files: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Name every file, not only the binaries',
  },
} as const;
