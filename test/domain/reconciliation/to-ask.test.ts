import { describe, expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, clientOrderId, instrumentId } from '#src/domain/ids.ts';
import { adopted } from '#src/domain/reconciliation/adopted-order.ts';
import { toAsk } from '#src/domain/reconciliation/to-ask.ts';
import { unrecorded } from '#src/domain/reconciliation/unrecorded.ts';

const btc = instrumentId('binance:BTCUSDT');
const eth = instrumentId('binance:ETHUSDT');
const two = Decimal.fromInteger(2);

function ours(name: string, number: string | undefined, filled = 0, external = false) {
  return {
    instrumentId: btc,
    clientOrderId: clientOrderId(name),
    brokerOrderId: number,
    quantity: two,
    filledQuantity: Decimal.fromInteger(filled),
    external,
  };
}
function theirs(name: string, number: string, filled = 0, quantity = 2) {
  return {
    instrumentId: btc,
    clientOrderId: name,
    brokerOrderId: number,
    quantity: Decimal.fromInteger(quantity),
    filledQuantity: Decimal.fromInteger(filled),
  };
}

function asked(
  open: readonly ReturnType<typeof ours>[],
  openThere: readonly ReturnType<typeof theirs>[],
  missedFills: Parameters<typeof toAsk>[0]['missedFills'] = [],
) {
  const { own, atVenue } = toAsk({ open, openThere, missedFills });
  return [own.map((order) => order.clientOrderId), atVenue.map(({ brokerOrderId }) => brokerOrderId)];
}

describe('what is to be asked about', () => {
  it('is nothing where both sides say the same', () => {
    expect(asked([ours('a', '1', 1)], [theirs('a', '1', 1)])).toEqual([[], []]);
  });

  it.each([
    ['is open here alone', [ours('a', '1')], []],
    ['has more filled there', [ours('a', '1')], [theirs('a', '1', 1)]],
    ['was made less there', [ours('a', '1')], [theirs('a', '1', 0, 1)]],
    ['has no number of the venue yet', [ours('a', undefined)], [theirs('a', '1')]],
    ['has another name there since, and more filled', [ours('a', '1')], [theirs('renamed', '1', 1)]],
  ])('is an own order that %s, once', (_how, open, openThere) => {
    expect(asked(open, openThere)).toEqual([['a'], []]);
  });

  it('is nothing of one that has another name there alone', () => {
    expect(asked([ours('a', '1')], [theirs('renamed', '1')])).toEqual([[], []]);
  });

  it('is by its number what nobody placed here, open or traded, and each once', () => {
    const traded = { instrumentId: btc, brokerOrderId: '7' };
    expect(asked([], [theirs('web', '9')], [traded, traded])).toEqual([[], ['9', '7']]);
  });

  it('is an own order of which a fill is missing, and no other with its number in another symbol', () => {
    const missed = { instrumentId: btc, brokerOrderId: '1' };
    expect(asked([ours('a', '1', 1)], [theirs('a', '1', 1)], [missed])).toEqual([['a'], []]);
    const elsewhere = { instrumentId: eth, brokerOrderId: '1' };
    expect(asked([ours('a', '1', 1)], [theirs('a', '1', 1)], [elsewhere])).toEqual([[], ['1']]);
  });
});

const fill = (venueTradeId: string) => ({ venueTradeId });

describe('fills that are not recorded', () => {
  it('are those with a name that the record lacks', () => {
    expect(unrecorded([fill('1'), fill('2')], [fill('1')])).toEqual([fill('2')]);
  });

  it('are both of a trade between own orders of which one is recorded, and none once both are', () => {
    expect(unrecorded([fill('1'), fill('1')], [fill('1')])).toEqual([fill('1'), fill('1')]);
    expect(unrecorded([fill('1'), fill('1')], [fill('1'), fill('1/SELL')])).toEqual([]);
  });
});

it('an adopted order is the same one whoever tells of it, and no other symbol’s with its number', () => {
  const placed = {
    instrumentId: btc,
    side: 'BUY',
    type: 'LIMIT',
    quantity: two,
    limitPrice: two,
    stopPrice: undefined,
    timeInForce: 'GTC',
    createdAt: 5,
  } as const;
  const account = accountId('main');
  const order = adopted(account, '77', placed);
  expect(order).toMatchObject({ external: true, brokerOrderId: '77', status: 'PENDING', createdAt: 5 });
  expect(adopted(account, '77', placed)).toEqual(order);
  const others = [
    adopted(account, '77', { ...placed, instrumentId: eth }),
    adopted(accountId('other'), '77', placed),
  ];
  expect(new Set([order, ...others].map(({ id }) => id)).size).toBe(3);
});
