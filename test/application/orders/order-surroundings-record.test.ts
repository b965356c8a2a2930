import { beforeEach, describe, expect, test } from 'vitest';
import { surroundingsOf, type SurroundingsNeeds } from '#src/application/orders/order-surroundings.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { currency, type InstrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  btcElsewhere,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleAccount,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  startTime,
} from '#test/ports/sample-entities.ts';

let files: WorkspaceFiles;
let count = 0;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
});

/** Of quantities, one order each, the first the oldest. */
async function record(quantities: readonly string[], changes: Partial<Order> = {}) {
  await files.record.transact(async ({ orders }) => {
    for (const quantity of quantities) {
      count += 1;
      await orders.insert(
        sampleOrder(count, { limitPrice: decimal('100'), quantity: decimal(quantity), ...changes }),
      );
    }
  });
}

/** One that settles in another currency is the same symbol elsewhere; ETH is not known to the catalogue unless given. */
const inEuro = { ...sampleInstrument(btcElsewhere), settle: currency('EUR') };

function known(...instruments: readonly InstrumentId[]) {
  const catalogue = new Map([...instruments.map(sampleInstrument), inEuro].map((each) => [each.id, each]));
  return (id: InstrumentId) => catalogue.get(id);
}

function around(
  changes: Partial<SurroundingsNeeds> = {},
  terms: Partial<Order> = { quantity: decimal('1') },
) {
  return surroundingsOf(sampleOrder(0, terms), {
    read: files.record.read,
    account: sampleAccount(main),
    instrument: sampleInstrument(btc),
    instrumentOf: known(btc, eth),
    market: undefined,
    quoteAge: undefined,
    equity: undefined,
    notional: undefined,
    toFill: { size: undefined, shown: undefined },
    amends: undefined,
    ...changes,
  });
}

const usual = async (changes?: Partial<SurroundingsNeeds>) => {
  const { usualQuantity, usualNotional } = await around(changes);
  return [usualQuantity?.toString(), usualNotional?.toString()];
};

describe('what is usual', () => {
  test('is of this account and this symbol', async () => {
    await record(['1', '2', '3']);
    await record(['50', '60', '70'], { accountId: other });
    await record(['500', '600', '700'], { instrumentId: eth });
    expect(await usual()).toEqual(['2', undefined]);
  });

  test('is of the twenty newest orders', async () => {
    await record(Array.from({ length: 30 }, () => '9'));
    await record(Array.from({ length: 20 }, () => '1'));
    expect(await usual()).toEqual(['1', undefined]);
  });

  test('is not of the order that is being amended', async () => {
    await record(['1', '2', '3'], { status: 'SUBMITTED' });
    const [first] = await files.record.read.orders.active(main);
    expect(await usual({ amends: first?.id })).toEqual([undefined, undefined]);
  });

  test('where few are of this symbol, is what orders of the account are worth in its currency', async () => {
    await record(['1', '2', '9'], { instrumentId: eth });
    await record(['50', '60', '70', '80'], { accountId: other, instrumentId: eth });
    await record(['50', '60', '70', '80'], { instrumentId: btcElsewhere });
    // Neither a price nor a fill: nobody knows what it is worth.
    await record(['50', '60', '70', '80'], { instrumentId: eth, type: 'MARKET', limitPrice: undefined });
    expect(await usual()).toEqual([undefined, '200']);
    // An instrument that the catalogue does not know has no currency either.
    expect(await usual({ instrumentOf: known(btc) })).toEqual([undefined, undefined]);
  });

  test('counts at what was paid, else at the limit, else at the stop', async () => {
    const stop = { type: 'STOP', limitPrice: undefined, stopPrice: decimal('300') } as const;
    const filled = { filledQuantity: decimal('1'), filledValue: decimal('90') };
    await record(['1'], { instrumentId: eth, status: 'FILLED', ...filled });
    await record(['1'], { instrumentId: eth, ...stop });
    await record(['1'], { instrumentId: eth, ...stop, type: 'STOP_LIMIT', limitPrice: decimal('200') });
    // The middle of 90, 200 and 300; without its limit the last one would count 300, without its fill the first 100.
    expect(await usual()).toEqual([undefined, '200']);
    await record(['1', '1'], { instrumentId: eth, status: 'FILLED', ...filled });
    expect(await usual()).toEqual([undefined, '90']);
    await record(['1', '1', '1'], { instrumentId: eth, ...stop });
    expect(await usual()).toEqual([undefined, '250']);
  });
});

test('in the way are the orders of this symbol, and held is what this account has of it', async () => {
  await record(['1'], { status: 'SUBMITTED' });
  await record(['2'], { status: 'SUBMITTED', instrumentId: eth });
  await record(['3'], { status: 'SUBMITTED', accountId: other });
  await files.record.transact((unit) =>
    bookFills(unit, [
      sampleFill(1, { quantity: decimal('4'), fee: undefined }),
      sampleFill(2, { quantity: decimal('5'), fee: undefined, instrumentId: eth }),
      sampleFill(3, { quantity: decimal('6'), fee: undefined, accountId: other }),
    ]),
  );
  const { waiting, held } = await around();
  expect([waiting.map(({ remaining }) => remaining.toString()), held?.toString()]).toEqual([['1'], '4']);
});

test('the market’s prices are as they were quoted, and unknown where they were not', async () => {
  const quote = { instrumentId: btc, bidQuantity: undefined, askQuantity: undefined, time: startTime };
  const quoted = { ...quote, bid: '99.5', ask: undefined, last: '100' };
  const { bid, ask, last } = await around({ market: { quote: quoted, book: undefined, trades: [] } });
  expect([bid?.toString(), ask, last?.toString()]).toEqual(['99.5', undefined, '100']);
});

/** What opens a position of a sale of this quantity that is worth `size`. */
async function opening(size: string | undefined, quantity: string): Promise<string | undefined> {
  const toFill = { size: size === undefined ? undefined : decimal(size), shown: undefined };
  const { openingNotional } = await around({ toFill }, { side: 'SELL', quantity: decimal(quantity) });
  return openingNotional?.toString();
}

test('what opens a position is a share of what the order is worth, where that is known', async () => {
  await files.record.transact((unit) =>
    bookFills(unit, [sampleFill(1, { quantity: decimal('1'), fee: undefined })]),
  );
  // Two of three open a short: two thirds of 100.
  expect(await opening('100', '3')).toBe('66.666666666666666667');
  expect(await opening(undefined, '3')).toBeUndefined();
  expect(await opening('100', '0')).toBeUndefined();
});
