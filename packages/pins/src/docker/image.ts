/** True where an image is named by the digest of its content. */
export const hasDigest = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image);

/** The tag of an image; `latest` where none is written. */
export const tagOf = (image: string): string => {
  const [name = ''] = image.split('@');
  const last = name.split('/').at(-1) ?? '';
  const colon = last.indexOf(':');
  return colon === -1 ? 'latest' : last.slice(colon + 1);
};
