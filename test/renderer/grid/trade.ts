import type { GridColumn } from '#renderer/grid/column.ts';

/** A small row with a column of each kind. */
export type Trade = {
  readonly id: string;
  readonly time: number;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly price?: string;
};

export const tradeColumns: readonly GridColumn<Trade>[] = [
  { id: 'time', header: 'Time', kind: 'time', width: 80, value: (row) => row.time, cell: () => null },
  {
    id: 'symbol',
    header: 'Symbol',
    kind: 'text',
    width: 80,
    value: (row) => row.symbol,
    cell: () => null,
  },
  {
    id: 'side',
    header: 'Side',
    kind: 'choice',
    choices: [
      { value: 'BUY', label: 'Long' },
      { value: 'SELL', label: 'Down' },
    ],
    width: 80,
    value: (row) => row.side,
    cell: () => null,
  },
  {
    id: 'price',
    header: 'Price',
    kind: 'number',
    width: 80,
    value: (row) => row.price,
    cell: () => null,
  },
];

export function tradeColumn(id: string): GridColumn<Trade> {
  const column = tradeColumns.find((candidate) => candidate.id === id);
  if (column === undefined) throw new Error(`no column ${id}`);
  return column;
}

export function trade(id: string, part: Partial<Trade> = {}): Trade {
  return { id, time: 0, symbol: 'BTCUSDT', side: 'BUY', price: '1', ...part };
}

export function tradeId(row: Trade): string {
  return row.id;
}

export function ids(rows: readonly Trade[]): string {
  return rows.map(tradeId).join(' ');
}
