export type { WheelFileCode } from './codes.ts';
export { WHEEL_FILE_CODES } from './codes.ts';
export { parseWheelFile } from './parse.ts';
export type { ParsedWheelFile, WheelFileField } from './types.ts';
