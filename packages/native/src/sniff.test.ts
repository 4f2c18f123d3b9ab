import { describe, expect, test } from 'vitest';
import { sniff } from './sniff.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from([...values, ...Array(56).fill(0)]);

describe('sniff', () => {
  test.each([
    ['elf', bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1)],
    ['pe', bytes(0x4d, 0x5a)],
    ['mach-o', bytes(0xcf, 0xfa, 0xed, 0xfe)],
    ['mach-o', bytes(0xce, 0xfa, 0xed, 0xfe)],
    ['mach-o', bytes(0xfe, 0xed, 0xfa, 0xcf)],
    ['mach-o', bytes(0xfe, 0xed, 0xfa, 0xce)],
    ['mach-o', bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2)],
    ['mach-o', bytes(0xca, 0xfe, 0xba, 0xbf, 0, 0, 0, 1)],
    ['ar', Buffer.from('!<arch>\n')],
    ['ar', Buffer.from('!<thin>\n')],
    ['wasm', bytes(0, 0x61, 0x73, 0x6d, 1)],
  ] as const)('knows %s', (format, head) => {
    expect(sniff(head)).toBe(format);
  });

  test('tells a Java class file from a universal Mach-O by its version', () => {
    expect(sniff(bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 45))).toBeUndefined();
    expect(sniff(bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65))).toBeUndefined();
    expect(sniff(bytes(0xca, 0xfe, 0xba, 0xbe, 0, 3, 0, 45))).toBeUndefined();
    expect(sniff(bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 44))).toBe('mach-o');
  });

  test('says nothing of other or too short beginnings', () => {
    for (const head of [[], [0x7f], [0x4d], [0xca, 0xfe, 0xba, 0xbe], [...Buffer.from('!<arch>')]])
      expect(sniff(Uint8Array.from(head))).toBeUndefined();
    expect(sniff(Buffer.from('#!/usr/bin/python3\n'))).toBeUndefined();
  });

  test('looks at the view it is given, not at the buffer behind it', () => {
    expect(sniff(Uint8Array.from([0, 0, 0x7f, 0x45, 0x4c, 0x46]).subarray(2))).toBe('elf');
  });
});
