import { expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { btc, decimal, furnish, main, sampleFill, startTime } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

test('what a trader noted for a position stays when it grows and when a part of it is sold', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  const book = (number: number, side: 'BUY' | 'SELL') =>
    record.transact((unit) =>
      bookFills(unit, [
        sampleFill(number, { side, quantity: decimal('1'), fee: undefined, time: startTime + number }),
      ]),
    );
  const noted = { accountId: main, instrumentId: btc, side: 'BUY', stopLoss: decimal('90') } as const;
  await book(1, 'BUY');
  await record.transact((unit) => unit.protections.save({ ...noted, takeProfit: undefined }));
  for (const told of [await book(2, 'BUY'), await book(3, 'SELL')]) {
    expect(told.map(({ type }) => type)).toEqual(['positionChanged']);
  }
  expect(await record.read.protections.list()).toMatchObject([noted]);
});
