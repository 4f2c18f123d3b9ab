/** A member's header and content, filled up to an even length. */
export const arMember = (name: string, content: string, size: number = Buffer.byteLength(content)): string =>
  `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(size).padEnd(10)}\`\n${content}${Buffer.byteLength(content) % 2 === 1 ? '\n' : ''}`;

/** An archive of ready members. */
export const buildAr = (members: readonly string[], thin = false): Uint8Array =>
  Uint8Array.from(Buffer.from(`${thin ? '!<thin>\n' : '!<arch>\n'}${members.join('')}`));
