import { describe, expect, it } from 'vitest';
import { guessColumns } from '#src/infrastructure/importing/csv/guess-columns.ts';

function guessed(header: string, row: string): Readonly<Record<string, string | undefined>> {
  const names = header.split(',');
  const places = Object.entries(guessColumns(names, [row.split(',')]));
  return Object.fromEntries(
    places.flatMap(([column, place]) => (place === undefined ? [] : [[column, names[place]]])),
  );
}

/** Files of orders tell what was wanted beside what was traded: the one may not be taken for the other. */
describe('columns of orders', () => {
  // Header: Webull's, the ticker under another name.
  it('are what was filled at Webull', () => {
    const header =
      'Name,Ticker,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time';
    const row = 'Acme,ACME,Buy,Filled,10,20,100.50,99.75,DAY,01/15/2025 09:30:00 EST,01/15/2025 10:31:02 EST';
    expect(guessed(header, row)).toMatchObject({
      time: 'Filled Time',
      symbol: 'Ticker',
      side: 'Side',
      quantity: 'Filled',
      price: 'Avg Price',
      status: 'Status',
    });
  });

  // Header: order history of Binance, and MEXC's of a detector of exports.
  it('are what was executed at Binance and MEXC', () => {
    const binance =
      'Date(UTC),OrderNo,Pair,Type,Side,Order Price,Order Amount,Time,Executed,Average Price,Trading total,Status';
    const order =
      '2025-01-15 09:30:00,77,BTCUSDT,LIMIT,BUY,60000,0.02BTC,2025-01-15 09:30:00,0.01BTC,59990,599.9USDT,FILLED';
    expect(guessed(binance, order)).toMatchObject({
      quantity: 'Executed',
      price: 'Average Price',
      side: 'Side',
    });
    const mexc =
      'UID,Pairs,Time,Type,Direction,Average Filled Price,Order Price,Order Quantity,Filled Quantity,Order Amount,Status';
    const filled = '1,BTC_USDT,2025-01-15 09:30:00,Limit,Buy,59990,60000,0.02,0.01,1200,Filled';
    expect(guessed(mexc, filled)).toMatchObject({
      quantity: 'Filled Quantity',
      price: 'Average Filled Price',
      side: 'Direction',
    });
  });
});
