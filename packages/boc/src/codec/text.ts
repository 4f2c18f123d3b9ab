import { NODE } from './tags.ts';
import { putByte, putCount, reserve, type Writer } from './writer.ts';

const SHORT = 24;

const isLatin = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return false;
  return true;
};

/** A string, one byte per character where all are below U+0100, else two: lone surrogates stay as they are. */
export const writeText = (writer: Writer, text: string): void => {
  const { length } = text;
  const latin = isLatin(text);
  putByte(writer, latin ? NODE.latin : NODE.wide);
  putCount(writer, length);
  reserve(writer, latin ? length : length * 2);
  const { bytes, at } = writer;
  if (!latin) {
    bytes.write(text, at, 'utf16le');
    writer.at = at + length * 2;
    return;
  }
  if (length <= SHORT)
    for (let index = 0; index < length; index += 1) bytes[at + index] = text.charCodeAt(index);
  else bytes.write(text, at, 'latin1');
  writer.at = at + length;
};

export const readText = (bytes: Buffer, at: number, length: number, latin: boolean): string => {
  if (!latin) return bytes.toString('utf16le', at, at + length * 2);
  if (length > SHORT) return bytes.toString('latin1', at, at + length);
  let text = '';
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(bytes[at + index] ?? 0);
  return text;
};
