/** A flock in a byte array: for each of its birds x, y and the two parts of its velocity, in single precision. */
export const BIRDS = 256;
export const WIDTH = 96;
export const HEIGHT = 32;
const FIELDS = 4;

export const birdsOf = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, BIRDS * FIELDS);

/** A flock somewhere, flying anywhere, the same for the same seed. */
export const newFlock = (seed: number): Uint8Array => {
  const bytes = new Uint8Array(BIRDS * FIELDS * Float32Array.BYTES_PER_ELEMENT);
  const birds = birdsOf(bytes);
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let bird = 0; bird < birds.length; bird += FIELDS) {
    birds[bird] = random() * WIDTH;
    birds[bird + 1] = random() * HEIGHT;
    birds[bird + 2] = random() * 2 - 1;
    birds[bird + 3] = random() * 2 - 1;
  }
  return bytes;
};

const NEAR = 6;
const CLOSE = 1.5;
const CRUISE = 1;

const wrap = (place: number, size: number): number => ((place % size) + size) % size;

/** One step of every bird of a flock: with its neighbours, towards their middle, but not into them. */
export const fly = (next: Float32Array, now: Float32Array, flocks: readonly Float32Array[]): void => {
  const at = (birds: Float32Array, index: number): number => birds[index] ?? 0;
  for (let bird = 0; bird < now.length; bird += FIELDS) {
    const x = at(now, bird);
    const y = at(now, bird + 1);
    let seen = 0;
    let [middleX, middleY, headingX, headingY, awayX, awayY] = [0, 0, 0, 0, 0, 0];
    for (const others of flocks)
      for (let other = 0; other < others.length; other += FIELDS) {
        const dx = at(others, other) - x;
        const dy = at(others, other + 1) - y;
        const distance = dx * dx + dy * dy;
        if (distance > NEAR * NEAR) continue;
        seen += 1;
        middleX += dx;
        middleY += dy;
        headingX += at(others, other + 2);
        headingY += at(others, other + 3);
        if (distance > CLOSE * CLOSE) continue;
        awayX -= dx;
        awayY -= dy;
      }
    // A bird sees at least itself.
    let vx = at(now, bird + 2) * 0.8 + (headingX / seen) * 0.3 + (middleX / seen) * 0.01 + awayX * 0.02;
    let vy = at(now, bird + 3) * 0.8 + (headingY / seen) * 0.3 + (middleY / seen) * 0.01 + awayY * 0.02;
    const speed = Math.sqrt(vx * vx + vy * vy);
    if (speed > 0) {
      vx *= CRUISE / speed;
      vy *= CRUISE / speed;
    }
    next[bird] = wrap(x + vx, WIDTH);
    next[bird + 1] = wrap(y + vy, HEIGHT);
    next[bird + 2] = vx;
    next[bird + 3] = vy;
  }
};

/** How much the birds agree on where to go: 0 not at all, 1 entirely. */
export const order = (flocks: readonly Float32Array[]): number => {
  let [vx, vy, birds] = [0, 0, 0];
  for (const flock of flocks)
    for (let bird = 0; bird < flock.length; bird += FIELDS) {
      vx += flock[bird + 2] ?? 0;
      vy += flock[bird + 3] ?? 0;
      birds += 1;
    }
  return Math.sqrt(vx * vx + vy * vy) / birds;
};

/** The sky from below, one character for 2 × 2: empty, one bird, several, many. */
export const picture = (flocks: readonly Float32Array[]): string => {
  const columns = WIDTH / 2;
  const cells = new Uint16Array(columns * (HEIGHT / 2));
  for (const flock of flocks)
    for (let bird = 0; bird < flock.length; bird += FIELDS) {
      const cell = ((flock[bird + 1] ?? 0) >> 1) * columns + ((flock[bird] ?? 0) >> 1);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
  const rows: string[] = [];
  for (let row = 0; row < cells.length; row += columns)
    rows.push(
      Array.from(cells.subarray(row, row + columns), (birds) => ' .:#'[Math.min(birds, 3)])
        .join('')
        .trimEnd(),
    );
  return rows.join('\n');
};
