/** A queue that gives the least first; of equal ones the one that came first. */
export type Heap<T> = { readonly push: (item: T) => void; readonly pop: () => T | undefined };

export const heapOf = <T>(compare: (a: T, b: T) => number): Heap<T> => {
  const items: { readonly item: T; readonly order: number }[] = [];
  let order = 0;
  const less = (a: number, b: number): boolean => {
    const [left, right] = [items[a], items[b]];
    if (left === undefined || right === undefined) return false;
    return (compare(left.item, right.item) || left.order - right.order) < 0;
  };
  const swap = (a: number, b: number): void => {
    const [left, right] = [items[a], items[b]];
    if (left === undefined || right === undefined) return;
    items[a] = right;
    items[b] = left;
  };
  const sink = (from: number): void => {
    for (let at = from; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (less(left, least)) least = left;
      if (less(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    push: (item) => {
      items.push({ item, order });
      order += 1;
      for (let at = items.length - 1; at > 0; ) {
        const up = (at - 1) >> 1;
        if (!less(at, up)) return;
        swap(at, up);
        at = up;
      }
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return first?.item;
    },
  };
};
