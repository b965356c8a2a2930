/** What stands in a group's line, column by column, and what of it is copied. */
import type { Say } from '#renderer/words/say.ts';
import { dress, unknownText, type Separators } from '#renderer/format/number.ts';
import { hiddenText } from '#renderer/format/privacy.ts';
import type { GridColumn } from './column.ts';
import type { GroupItem } from './group-item.ts';

/** More currencies than these would be a line of their own: their number is told, and each by the cell's title. */
const mostWritten = 2;

/** How many columns its name goes over: those before the first that adds up, one at least. */
export function namedColumns<Row>(columns: readonly GridColumn<Row>[]): number {
  const first = columns.findIndex(({ sum, kind }) => sum !== undefined || kind === 'action');
  return Math.max(first === -1 ? columns.length : first, 1);
}

/** Undefined where nothing adds up. */
export function sumText<Row>(
  { sums }: GroupItem,
  { sum }: GridColumn<Row>,
  say: Say,
): { readonly text: string; readonly all: string | undefined } | undefined {
  if (sum === undefined) return undefined;
  const amounts = sums[sum.name];
  if (amounts === undefined || amounts.length === 0) return { text: unknownText, all: undefined };
  const all = amounts.map(({ unit, amount }) =>
    sum.kind === 'quantity' ? sum.text(amount, unit) : `${sum.text(amount, unit)} ${unit}`,
  );
  const text = all.join(' + ');
  return all.length > mostWritten
    ? { text: say('grid.currencies', { count: all.length }), all: text }
    : { text, all: undefined };
}

export function countText({ count, isPart }: GroupItem, separators: Separators): string {
  if (count === undefined) return unknownText;
  return `${dress(String(count), separators)}${isPart ? '+' : ''}`;
}

/** The plain text of a cell, as it is copied: the name and the count, plain amounts with their currencies. */
export function plainGroupText<Row>(
  item: GroupItem,
  columns: readonly GridColumn<Row>[],
  id: string,
  privacy: boolean,
): string {
  if (columns[0]?.id === id) return `${item.label} ${item.count ?? ''}${item.isPart ? '+' : ''}`.trim();
  const column = columns.find((one) => one.id === id);
  const amounts = (column?.sum && item.sums[column.sum.name]) ?? [];
  if (amounts.length === 0) return '';
  if (privacy && column?.private !== undefined) return hiddenText;
  const isQuantity = column?.sum?.kind === 'quantity';
  return amounts.map(({ unit, amount }) => (isQuantity ? amount : `${amount} ${unit}`)).join(' + ');
}
