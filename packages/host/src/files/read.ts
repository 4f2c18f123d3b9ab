import { HostError } from '../error.ts';
import { shown } from './shown.ts';
import { type OpenOptions, openSource } from './source.ts';

/**
 * The whole content of a regular file of at most `maxBytes` bytes, checked to be one state of the file.
 * Throws HostError `too-large`, `changed`, `truncated`, or what `openSource` throws.
 */
export const readWhole = (path: string, maxBytes: number, options: OpenOptions = {}): Uint8Array => {
  const source = openSource(path, options);
  try {
    if (source.size > maxBytes)
      throw new HostError(
        'too-large',
        `${shown(path)} has ${source.size} bytes, more than the ${maxBytes} allowed`,
        {
          path,
        },
      );
    const content = source.read(0, source.size).slice();
    source.assertUnchanged();
    return content;
  } finally {
    source.close();
  }
};
