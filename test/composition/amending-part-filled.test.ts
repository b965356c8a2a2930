import { expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import type { OrderDraft } from '#src/contract/orders.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { optionsFor } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  decimal,
  eth,
  other,
  sampleEntry,
  sampleFill,
  sampleOrder,
  usdt,
} from '#test/ports/sample-entities.ts';
import { desk } from './maintenance-desk.ts';

const order = sampleOrder(70, {
  accountId: other,
  instrumentId: eth,
  quantity: decimal('10'),
  limitPrice: decimal('100'),
  status: 'PARTIALLY_FILLED',
  filledQuantity: decimal('9'),
  filledValue: decimal('900'),
  acknowledgedAt: sampleOrder(70).createdAt,
});

/** Nine of ten bought at 100 for a fee of 1, out of 1,000: 99 are left. */
async function buyNineOfTen(folder: string): Promise<void> {
  const store = await openWorkspaceFiles(optionsFor(folder));
  await store.record.transact(async (unit) => {
    await unit.ledger.append([
      sampleEntry(70, { accountId: other, cash: { currency: usdt, amount: decimal('1000') } }),
    ]);
    await unit.orders.insert(order);
    const fill = sampleFill(70, {
      accountId: other,
      instrumentId: eth,
      quantity: decimal('9'),
      price: decimal('100'),
      fee: { currency: usdt, amount: decimal('1') },
    });
    await bookFills(unit, [{ ...fill, orderId: order.id }]);
  });
  await store.close();
}

function amendment(quantity: string, limitPrice: string): OrderDraft {
  const { id: amends, accountId, instrumentId, side, type, timeInForce } = order;
  return {
    amends,
    accountId,
    instrumentId,
    side,
    type,
    timeInForce,
    quantity,
    limitPrice,
    stopPrice: '',
  };
}

test('an amendment needs what is still to fill, not what is paid for', async () => {
  const { handlers, open } = await desk(buyNineOfTen);
  await open();
  // One at 98 and the taker's 0.15 %.
  expect(await handlers['orders.estimate'](amendment('10', '98'))).toMatchObject({
    ok: true,
    value: { problems: [], notional: '98', fee: '0.147' },
  });
  expect(await handlers['orders.estimate'](amendment('10', '99'))).toMatchObject({
    value: { problems: [{ code: 'NOT_ENOUGH', needed: '99.1485', available: '99' }] },
  });
});

test('a limit that would refuse an amendment is said before it is sent; it opens no further order', async () => {
  const { handlers, open } = await desk(buyNineOfTen);
  await open();
  const snapshot = await handlers['state.snapshot']({});
  const portfolioId = (snapshot.ok && snapshot.value.portfolios[0]?.id) || '';
  const changes = [
    { limit: 'maxQuantity', value: '10' },
    { limit: 'maxOpenOrders', seen: '20', value: '1' },
  ] as const;
  await handlers['portfolio.setLimits']({ portfolioId, changes: [...changes] });
  const within = await handlers['orders.estimate'](amendment('10', '98'));
  expect(within.ok && within.value.refusal).toBeUndefined();
  expect(await handlers['orders.estimate'](amendment('10.1', '98'))).toMatchObject({
    value: { refusal: { code: 'RISK_LIMIT', limit: 'maxQuantity', asked: '10.1', allowed: '10' } },
  });
});

test.each(['9', '8.5'])(
  'an amendment to %s, of which 9 have filled, is refused at its field',
  async (quantity) => {
    const { handlers, open } = await desk(buyNineOfTen);
    await open();
    const problem = { field: 'quantity', code: 'QUANTITY_FILLED', filled: '9', lotSize: '0.00001' };
    expect(await handlers['orders.estimate'](amendment(quantity, '100'))).toMatchObject({
      value: { problems: [problem] },
    });
    const seen = { quantity: '10', limitPrice: '100' };
    const change = { orderId: order.id, seen, quantity, limitPrice: '100' };
    expect(await handlers['orders.amend'](change)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_TERMS', problems: [problem] },
    });
  },
);

test('an amendment of what the order is not any more is answered with what it is', async () => {
  const { handlers, open } = await desk(buyNineOfTen);
  await open();
  const seen = { quantity: '10', limitPrice: '99.5' };
  expect(
    await handlers['orders.amend']({ orderId: order.id, seen, quantity: '10', limitPrice: '98' }),
  ).toEqual({
    ok: false,
    error: { code: 'ORDER_CHANGED', now: { quantity: '10', limitPrice: '100', stopPrice: undefined } },
  });
});
