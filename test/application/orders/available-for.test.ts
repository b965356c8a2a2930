import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { availableFor } from '#src/application/orders/estimate-order.ts';
import { currency, type OrderId } from '#src/domain/ids.ts';
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
  sampleEntry,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  usdt,
} from '#test/ports/sample-entities.ts';

let files: WorkspaceFiles;
let count = 0;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  await files.record.transact(async ({ ledger, instruments }) => {
    await ledger.append([
      sampleEntry(1, { cash: { currency: usdt, amount: decimal('1000') } }),
      sampleEntry(2, { cash: { currency: currency('EUR'), amount: decimal('70') } }),
      sampleEntry(3, { accountId: other, cash: { currency: usdt, amount: decimal('90000') } }),
    ]);
    await instruments.saveMany([
      { ...sampleInstrument(btcElsewhere), quote: currency('EUR'), settle: currency('EUR') },
    ]);
  });
});

afterEach(() => files.close());

async function rest(quantity: string, limitPrice: string, changes: Partial<Order> = {}): Promise<OrderId> {
  count += 1;
  const terms = {
    quantity: decimal(quantity),
    limitPrice: decimal(limitPrice),
    status: 'SUBMITTED',
  } as const;
  const order = sampleOrder(count, { ...terms, ...changes });
  await files.record.transact(({ orders }) => orders.insert(order));
  return order.id;
}

/** In an account that pays 0.15 % as a taker. */
async function available(side: Order['side'], amends?: OrderId, instrument = sampleInstrument(btc)) {
  const amount = await availableFor(files.record.read, sampleAccount(main), instrument, { side, amends });
  return amount.toString();
}

describe('what can be spent on a buy', () => {
  test('is the cash of this account in the currency of the symbol', async () => {
    expect(await available('BUY')).toBe('1000');
    const inEuro = { ...sampleInstrument(btcElsewhere), quote: currency('EUR'), settle: currency('EUR') };
    expect(await available('BUY', undefined, inEuro)).toBe('70');
  });

  test('less what open buys of any symbol may still cost, with the fee', async () => {
    // What is left of it, 1.5 × 100.
    await rest('2', '100', { status: 'PARTIALLY_FILLED', filledQuantity: decimal('0.5') });
    expect(await available('BUY')).toBe('849.775');
    await rest('1', '200', { instrumentId: eth });
    expect(await available('BUY')).toBe('649.475');
  });

  test('counts the limit of an open buy, else its stop, and nothing where it has neither', async () => {
    await rest('1', '100', { type: 'STOP_LIMIT', stopPrice: decimal('90') });
    expect(await available('BUY')).toBe('899.85');
    await rest('1', '0', { type: 'STOP', limitPrice: undefined, stopPrice: decimal('200') });
    expect(await available('BUY')).toBe('699.55');
    await rest('1', '0', { type: 'MARKET', limitPrice: undefined });
    expect(await available('BUY')).toBe('699.55');
  });

  test('is not touched by sells, by what has ended, by other accounts and by other currencies', async () => {
    await rest('1', '100', { side: 'SELL' });
    await rest('1', '100', { status: 'CANCELLED' });
    await rest('1', '100', { accountId: other });
    await rest('1', '100', { instrumentId: btcElsewhere });
    expect(await available('BUY')).toBe('1000');
  });

  test('nor by the order that is being amended', async () => {
    const amended = await rest('1', '100');
    await rest('1', '200');
    expect(await available('BUY', amended)).toBe('799.7');
  });
});

describe('what can be sold', () => {
  beforeEach(() =>
    files.record.transact(async (unit) => {
      const bought = { side: 'BUY', price: decimal('100'), fee: undefined } as const;
      await bookFills(unit, [
        sampleFill(1, { ...bought, quantity: decimal('3') }),
        sampleFill(2, { ...bought, quantity: decimal('5'), instrumentId: eth }),
        sampleFill(3, { ...bought, quantity: decimal('7'), accountId: other }),
      ]);
    }),
  );

  test('is what this account holds of the symbol, less what its open sells still offer', async () => {
    expect(await available('SELL')).toBe('3');
    await rest('1', '100', {
      side: 'SELL',
      status: 'PARTIALLY_FILLED',
      filledQuantity: decimal('0.25'),
    });
    expect(await available('SELL')).toBe('2.25');
  });

  test('is not touched by buys, by other symbols, nor by the order that is being amended', async () => {
    await rest('1', '100');
    await rest('1', '100', { side: 'SELL', instrumentId: eth });
    const amended = await rest('1', '100', { side: 'SELL' });
    await rest('0.5', '100', { side: 'SELL' });
    expect(await available('SELL', amended)).toBe('2.5');
  });
});
