import { buildWheel, DAMAGES, type DamageName, type WheelOptions } from '@custody/testkit';
import type { WheelView } from '../../../views/wheel.ts';
import { builtView, wheelView } from '../../testing/views.ts';

export const STEM = 'tidewater-1.0.0';
export const DIST_INFO = `${STEM}.dist-info`;
export const WHEEL = `${DIST_INFO}/WHEEL`;
export const ENTRY_POINTS = `${DIST_INFO}/entry_points.txt`;
export const NAME = `${STEM}-py3-none-any.whl`;
export const PURE = 'Wheel-Version: 1.0\nGenerator: test (1)\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
export const at = (entry: string, line: number, column?: number) => ({
  entry,
  position: { kind: 'text' as const, line, ...(column === undefined ? {} : { column }) },
});

export const built = (options: WheelOptions, name?: string) => (): Promise<WheelView> =>
  builtView(options, name);
export const named = (name: string) => (): Promise<WheelView> => wheelView(buildWheel(), name);
export const damaged = (name: DamageName) => (): Promise<WheelView> =>
  wheelView(DAMAGES[name](buildWheel()), NAME);
export const withFiles = (files: WheelOptions['files'], more: WheelOptions = {}) =>
  built({ ...more, files: files ?? {} });

/** The rules that need a file name that can be read. */
export const BY_NAME = [
  'wheel/name-normalized',
  'wheel/version-canonical',
  'wheel/tag-form',
  'wheel/tag-order',
  'wheel/platform-tag',
  'wheel/dist-info-name',
  'wheel/tags-match',
  'wheel/build-match',
] as const;
export const BY_WHEEL_FILE = [
  'wheel/wheel-version',
  'wheel/wheel-file',
  'wheel/wheel-file-form',
  'wheel/wheel-file-fields',
  'wheel/tags-expanded',
  'wheel/tags-match',
  'wheel/build-match',
  'wheel/root-is-purelib',
] as const;
