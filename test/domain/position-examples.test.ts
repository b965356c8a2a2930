import { accountId } from '#src/domain/ids.ts';
import { mostTaken, PositionFold } from '#src/domain/position-fold.ts';
import { borrowing } from './fold-fills.ts';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { averagePrice, marketValue, unrealisedProfit, type Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { applyFill } from '#test/domain/apply-fill.ts';
import { noLots } from '#src/domain/lots.ts';
import { bnb, fillOf, instrumentOf, usdt, type FillText } from './arbitraries.ts';

function texts(position: Position | undefined): Record<string, string | undefined> {
  if (position === undefined) return {};
  const { quantity, cost, realised } = position;
  return { quantity: quantity.toString(), cost: cost.toString(), realised: realised.toString() };
}

function fold(
  fills: readonly FillText[],
  method: LotMethod,
  instrument = instrumentOf(),
): readonly Position[] {
  return foldFills(fills.map(fillOf), instrument, method);
}

describe('by hand', () => {
  // Two lots: 2 at 100 and 1 at 130; then 2 are sold at 150 for 300.
  const ladder: readonly FillText[] = [
    { id: '1', side: 'BUY', quantity: '2', price: '100' },
    { id: '2', side: 'BUY', quantity: '1', price: '130' },
    { id: '3', side: 'SELL', quantity: '2', price: '150' },
  ];

  test.each<[LotMethod, string, string]>([
    ['AVERAGE', '110', '80'], // 330 / 3 = 110 each
    ['FIFO', '130', '100'], // the 2 at 100 leave
    ['LIFO', '100', '70'], // the 1 at 130 and one at 100 leave
  ])('%s: cost %s and realised %s remain', (method, cost, realised) => {
    const [position, ...others] = fold(ladder, method);
    expect(others).toEqual([]);
    expect(texts(position)).toEqual({ quantity: '1', cost, realised });
    expect(position?.entered).toEqual({ quantity: Decimal.from('3'), value: Decimal.from('330') });
    expect(position?.left).toEqual({ quantity: Decimal.from('2'), value: Decimal.from('300') });
  });

  test.each<[LotMethod, string, string]>([
    ['AVERAGE', '-110', '-80'],
    ['FIFO', '-130', '-100'],
    ['LIFO', '-100', '-70'],
  ])('%s, short: the mirror image', (method, cost, realised) => {
    const mirrored = ladder.map((fill) => ({
      ...fill,
      side: fill.side === 'BUY' ? ('SELL' as const) : ('BUY' as const),
    }));
    expect(texts(fold(mirrored, method)[0])).toEqual({ quantity: '-1', cost, realised });
  });

  test.each<LotMethod>(['AVERAGE', 'FIFO', 'LIFO'])('%s: a sale through zero splits its fee', (method) => {
    const [long, short] = fold(
      [
        { id: '1', side: 'BUY', quantity: '2', price: '100', fee: ['0.2', 'USDT'] },
        { id: '2', side: 'SELL', quantity: '5', price: '110', fee: ['0.55', 'USDT'] },
      ],
      method,
    );
    expect(texts(long)).toEqual({ quantity: '0', cost: '0', realised: '20' });
    expect(long?.closedAt).toBe(2);
    expect(long?.fees).toEqual([{ currency: usdt, amount: Decimal.from('0.42') }]); // 0.2 + 0.55 × 2/5
    expect(texts(short)).toEqual({ quantity: '-3', cost: '-330', realised: '0' });
    expect(short?.fees).toEqual([{ currency: usdt, amount: Decimal.from('0.33') }]);
    expect([long?.sequence, short?.sequence]).toEqual([1, 2]);
    expect(short?.openedAt).toBe(2);
  });

  test('a fee in kind shrinks what was bought and raises its average price', () => {
    const [position] = fold(
      [{ id: '1', side: 'BUY', quantity: '1', price: '100', fee: ['0.2', 'BTC'] }],
      'AVERAGE',
    );
    expect(texts(position)).toEqual({ quantity: '0.8', cost: '100', realised: '0' });
    expect(position?.fees).toEqual([]);
    expect(position?.feesInKind.toString()).toBe('0.2');
    expect(position === undefined ? undefined : averagePrice(position, instrumentOf())?.toString()).toBe(
      '125',
    );
  });

  test('a fee in kind that takes all that was bought is a loss', () => {
    const [position] = fold(
      [{ id: '1', side: 'BUY', quantity: '1', price: '100', fee: ['1', 'BTC'] }],
      'FIFO',
    );
    expect(texts(position)).toEqual({ quantity: '0', cost: '0', realised: '-100' });
    expect(position?.closedAt).toBe(1);
  });

  test('a sale through zero with a fee in kind leaves at its own price', () => {
    const [long] = fold(
      [
        { id: '1', side: 'BUY', quantity: '5', price: '100' },
        { id: '2', side: 'SELL', quantity: '8', price: '110', fee: ['2', 'BTC'] },
      ],
      'FIFO',
    );
    // 10 left the account for 880; the half that closed the 5 brought 440 for 4 traded.
    expect(long?.left).toEqual({ quantity: Decimal.from('4'), value: Decimal.from('440') });
    expect(long?.realised.toString()).toBe('-60');
  });

  test('an unknown fee is counted, not zero; a rebate is negative', () => {
    const [position] = fold(
      [
        { id: '1', side: 'BUY', quantity: '1', price: '100' },
        { id: '2', side: 'BUY', quantity: '1', price: '100', fee: ['-0.01', 'USDT'] },
        { id: '3', side: 'BUY', quantity: '1', price: '100', fee: ['0.001', 'BNB'] },
      ],
      'AVERAGE',
    );
    expect(position?.unknownFees).toBe(1);
    expect(position?.fees).toEqual([
      { currency: bnb, amount: Decimal.from('0.001') },
      { currency: usdt, amount: Decimal.from('-0.01') },
    ]);
  });

  test('a contract of 50 units', () => {
    const instrument = instrumentOf({ kind: 'future', multiplier: Decimal.from('50') });
    const [position] = fold(
      [
        { id: '1', side: 'SELL', quantity: '4', price: '20' },
        { id: '2', side: 'BUY', quantity: '1', price: '18' },
      ],
      'AVERAGE',
      instrument,
    );
    expect(texts(position)).toEqual({ quantity: '-3', cost: '-3000', realised: '100' });
    if (position === undefined) throw new Error('a position');
    expect(averagePrice(position, instrument)?.toString()).toBe('20');
    expect(marketValue(position, instrument, Decimal.from('21'))?.toString()).toBe('-3150');
    expect(unrealisedProfit(position, instrument, Decimal.from('21'))?.toString()).toBe('-150');
  });

  test('thirds lose no digit', () => {
    const thirds = ['1', '2', '3'].map((id) => ({
      id: `1${id}`,
      side: 'SELL' as const,
      quantity: '1',
      price: '1',
    }));
    const [position] = fold(
      [{ id: '1', side: 'BUY', quantity: '3', price: '0.3333333333' }, ...thirds],
      'AVERAGE',
    );
    expect(texts(position)).toEqual({ quantity: '0', cost: '0', realised: '2.0000000001' });
  });

  test('a new method starts with the next round trip', () => {
    const instrument = instrumentOf();
    const open = applyFill(
      undefined,
      fillOf({ id: '1', side: 'BUY', quantity: '1', price: '100' }),
      instrument,
      'FIFO',
    ).last;
    const more = applyFill(
      open,
      fillOf({ id: '2', side: 'BUY', quantity: '1', price: '120' }),
      instrument,
      'AVERAGE',
    ).last;
    expect([more.position.method, more.lots.length]).toEqual(['FIFO', 2]);
    const flipped = applyFill(
      more,
      fillOf({ id: '3', side: 'SELL', quantity: '3', price: '130' }),
      instrument,
      'AVERAGE',
    );
    expect(flipped.touched.map((position) => position.method)).toEqual(['FIFO', 'AVERAGE']);
    const pooled = applyFill(
      flipped.last,
      fillOf({ id: '4', side: 'SELL', quantity: '1', price: '130' }),
      instrument,
      'FIFO',
    ).last;
    expect([pooled.position.method, pooled.lots.length]).toEqual(['AVERAGE', 1]);
  });

  test('a new method starts at once where the last round trip has closed', () => {
    const instrument = instrumentOf();
    const trip = [
      { id: '1', side: 'BUY', quantity: '1', price: '100' },
      { id: '2', side: 'SELL', quantity: '1', price: '100' },
    ] as const;
    const [closed] = fold(trip, 'FIFO');
    const next = new PositionFold(
      borrowing(accountId('main'), instrument, 'LIFO'),
      closed && { position: closed, lots: noLots },
    );
    next.add(fillOf({ id: '3', side: 'BUY', quantity: '1', price: '100' }));
    next.add(fillOf({ id: '4', side: 'BUY', quantity: '1', price: '110' }));
    next.add(fillOf({ id: '5', side: 'SELL', quantity: '1', price: '120' }));
    // The newest, which cost 110, leaves.
    expect(texts(next.open())).toEqual({ quantity: '1', cost: '100', realised: '10' });
  });

  test('an average price that does not end has eighteen places', () => {
    const [position] = fold(
      [
        { id: '1', side: 'BUY', quantity: '1', price: '100' },
        { id: '2', side: 'BUY', quantity: '2', price: '50' },
      ],
      'FIFO',
    );
    if (position === undefined) throw new Error('a position');
    // 200 / 3
    expect(averagePrice(position, instrumentOf())?.toString()).toBe('66.666666666666666667');
    expect(averagePrice({ ...position, quantity: Decimal.zero }, instrumentOf())).toBeUndefined();
  });

  test('a fee of nothing is known, and paid in no currency', () => {
    const [position] = fold(
      [{ id: '1', side: 'BUY', quantity: '1', price: '100', fee: ['0', 'BNB'] }],
      'FIFO',
    );
    expect([position?.fees, position?.unknownFees]).toEqual([[], 0]);
  });

  test('a venue whose clock was set back moves no position into its past', () => {
    const [position] = fold(
      [
        { id: '1', side: 'BUY', quantity: '1', price: '100', time: 5_000 },
        { id: '2', side: 'BUY', quantity: '1', price: '100', time: 2_000 },
        { id: '3', side: 'SELL', quantity: '2', price: '100', time: 3_000 },
      ],
      'FIFO',
    );
    expect([position?.openedAt, position?.updatedAt, position?.closedAt]).toEqual([5_000, 5_000, 5_000]);
  });
});

// Of 10 that are open a batch that adds 5 and takes 3 and 4 may close 7: what it adds may come behind what it takes.
test.each<[LotMethod, boolean, string]>([
  ['FIFO', true, '7'],
  ['FIFO', false, '7'],
  ['LIFO', true, '7'],
  ['LIFO', false, '7'],
  ['AVERAGE', true, '10'],
  ['AVERAGE', false, '10'],
])('lots that a batch can take: %s, long %s: %s', (method, isLong, most) => {
  const [adds, takes] = isLong ? (['BUY', 'SELL'] as const) : (['SELL', 'BUY'] as const);
  const [open] = fold([{ id: '1', side: adds, quantity: '10', price: '100' }], method);
  if (open === undefined) throw new Error('a fill opens a round trip');
  const batch: readonly FillText[] = [
    { id: '2', side: adds, quantity: '5', price: '100' },
    { id: '3', side: takes, quantity: '3', price: '100' },
    { id: '4', side: takes, quantity: '4', price: '100' },
  ];
  expect(
    mostTaken(open, batch.map(fillOf), borrowing(open.accountId, instrumentOf(), 'FIFO')).toString(),
  ).toBe(most);
});
