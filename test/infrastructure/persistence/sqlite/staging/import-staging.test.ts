import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import type { FillsOfSymbol } from '#src/ports/import-staging.ts';
import { fill, start } from '#test/application/imports/imported-history.ts';

const symbols = ['BTC-USDT', 'AAPL'];

async function stagedFills(
  pieces: readonly (readonly ImportedFill[])[],
  symbol: string,
  sameTime: 'by-line' | 'against-lines',
): Promise<readonly ImportedFill[]> {
  const staging = new SqliteImportStaging();
  try {
    for (const piece of pieces) await staging.add({ fills: bySymbol(piece), entries: [], groups: [] });
    const read: ImportedFill[] = [];
    for await (const piece of staging.fills(
      { symbol, priceCurrency: undefined, contract: undefined },
      sameTime,
    )) {
      expect(piece.length).toBeLessThanOrEqual(1_000);
      read.push(...piece);
    }
    return read;
  } finally {
    await staging.close();
  }
}

function bySymbol(fills: readonly ImportedFill[]): readonly FillsOfSymbol[] {
  const grouped = Map.groupBy(fills, ({ symbol }) => symbol);
  return Array.from(grouped, ([symbol, own]) => ({
    of: { symbol, priceCurrency: undefined, contract: undefined },
    fills: own,
  }));
}

function sortedOf(fills: readonly ImportedFill[], symbol: string, along: 1 | -1): readonly ImportedFill[] {
  return fills
    .filter((one) => one.symbol === symbol)
    .toSorted((one, other) => one.time - other.time || along * (one.line - other.line));
}

it('gives back a symbol’s fills by time, in whatever order and pieces they came', async () => {
  const minutes = fc.array(fc.nat(9), { maxLength: 40 });
  const arrange = fc.constantFrom<(times: number[]) => number[]>(
    (times) => times,
    (times) => times.toSorted((one, other) => one - other),
    (times) => times.toSorted((one, other) => other - one),
  );
  await fc.assert(
    fc.asyncProperty(
      minutes,
      arrange,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (times, order, size, up) => {
        const fills = order(times).map((minute, at) =>
          fill(minute, 'BUY', '1.5', '100.25', {
            line: up ? at + 2 : 100 - at,
            symbol: symbols[(minute + at) % 3 === 0 ? 1 : 0] ?? '',
            fee: at % 4 === 0 ? Decimal.from('0.1') : undefined,
            orderId: at % 5 === 0 ? 'tab\t and "quotes" \0' : undefined,
          }),
        );
        const pieces = Array.from({ length: Math.ceil(fills.length / size) }, (_, at) =>
          fills.slice(at * size, (at + 1) * size),
        );
        for (const symbol of symbols) {
          expect(await stagedFills(pieces, symbol, 'by-line')).toEqual(sortedOf(fills, symbol, 1));
          expect(await stagedFills(pieces, symbol, 'against-lines')).toEqual(sortedOf(fills, symbol, -1));
        }
      },
    ),
  );
});

it('gives them back in pieces of bounded size', async () => {
  const rising = Array.from({ length: 2_500 }, (_, at) =>
    fill(at, 'SELL', '1', '7', { symbol: 'AAPL', line: at + 2 }),
  );
  expect(rising[0]?.time).toBe(start);
  expect(await stagedFills([rising], 'AAPL', 'by-line')).toEqual(rising);
  const halves = [rising.slice(1_250), rising.slice(0, 1_250)];
  expect(await stagedFills(halves, 'AAPL', 'by-line')).toEqual(rising);
  expect(await stagedFills(halves, 'AAPL', 'against-lines')).toEqual(rising);
});
