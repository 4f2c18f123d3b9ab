import { createHash } from 'node:crypto';
import { HostError, openSource } from '@custody/host';
import { createObserver, identify, sniff } from '@custody/native';
import type { NativeFile } from '../wheel/natives.ts';
import type { Place } from './place.ts';

const CHUNK = 1024 * 1024;
const HEAD = 64;
/** Names that binaries usually have; what they are, their content says. */
const USUAL = /\.(?:so(?:\.[0-9.]{1,20})?|pyd|dll|dylib|exe|a|lib|wasm|o|abi3\.so)$/i;

export const isUsualName = (path: string): boolean => USUAL.test(path.slice(-80));

/** A file of an environment as a binary; undefined where its first bytes announce none, or it is not there. */
export const readNative = async (place: Place, path: string): Promise<NativeFile | undefined> => {
  const full = place.resolve(path);
  if (full === undefined) return undefined;
  try {
    const source = openSource(full, { followLinks: false, files: place.files });
    try {
      if (sniff(source.read(0, Math.min(HEAD, source.size)).slice()) === undefined) return undefined;
      // A view is valid until the next read only, but `identify` may hold several.
      const object = await identify({
        size: source.size,
        read: (position, length) => Promise.resolve(source.read(position, length).slice()),
      });
      if (object === undefined) return undefined;
      const [sha256, sha512, observer] = [createHash('sha256'), createHash('sha512'), createObserver()];
      for (let at = 0; at < source.size; at += CHUNK) {
        const chunk = source.read(at, Math.min(CHUNK, source.size - at));
        sha256.update(chunk);
        sha512.update(chunk);
        observer.push(chunk);
      }
      source.assertUnchanged();
      return {
        path,
        size: source.size,
        sha256: sha256.digest('hex'),
        sha512: sha512.digest('hex'),
        object,
        observations: observer.finish(),
      };
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
};
