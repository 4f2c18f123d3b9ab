import type { Marker, MarkerOperand } from './types.ts';

// A quoted text cannot hold both quotes: there are no escapes.
const operandText = (operand: MarkerOperand): string => {
  if (operand.kind === 'field') return operand.field;
  return operand.text.includes('"') ? `'${operand.text}'` : `"${operand.text}"`;
};

/** A marker in one fixed manner: double quotes, single spaces, parentheses only where `or` stands inside `and`. */
export const markerText = (marker: Marker): string => {
  if (marker.kind === 'compare')
    return `${operandText(marker.left)} ${marker.operator} ${operandText(marker.right)}`;
  const items = marker.items.map((item) =>
    marker.kind === 'and' && item.kind === 'or' ? `(${markerText(item)})` : markerText(item),
  );
  return items.join(` ${marker.kind} `);
};
