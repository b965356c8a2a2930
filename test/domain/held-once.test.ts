import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import { heldOf, movementOf } from '#src/domain/held.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { fillOf, instrumentOf, type FillText } from './arbitraries.ts';

const main = accountId('main');
const usdt = instrumentOf({ id: instrumentId('venue:BTC-USDT') });
const eur = instrumentOf({
  id: instrumentId('venue:BTC-EUR'),
  symbol: 'BTC-EUR',
  quote: currency('EUR'),
  settle: currency('EUR'),
});

function fill(time: number, text: Omit<FillText, 'id'>, instrument: Instrument = usdt): Leg {
  return { ...fillOf({ ...text, id: `${time}` }), accountId: main, instrumentId: instrument.id, time };
}

function rated(leg: Leg, of: string, into: string, rate: string): Leg {
  return { ...leg, rates: [{ currency: currency(of), into: currency(into), rate: Decimal.from(rate) }] };
}

function moved(time: number, quantity: string): Leg {
  const cash = { currency: usdt.base, amount: Decimal.from(quantity) };
  const movement = movementOf(
    {
      id: ledgerEntryId(`m${time}`),
      accountId: main,
      type: 'deposit',
      time,
      cash,
      instrumentId: undefined,
      quantity: undefined,
    },
    usdt.base,
  );
  if (movement === undefined) throw new Error('a coin moves');
  return movement;
}

type Folding = { readonly method?: LotMethod; readonly mayBeShort?: boolean };

function fold(legs: readonly Leg[], { method = 'FIFO', mayBeShort = false }: Folding = {}) {
  const whole = new PositionFold({
    accountId: main,
    held: heldOf(usdt),
    method,
    mayBeShort,
    instruments: new Map([usdt, eur].map((one) => [one.id, one])),
    listing: usdt,
  });
  const closed = inFoldOrder(legs).flatMap((leg) => whole.add(leg));
  return { trips: [...closed, ...whole.unfinished()], lots: whole.lotChanges().written };
}

function texts({ trips }: { readonly trips: readonly Position[] }) {
  return trips.map((trip) =>
    [
      `${trip.side} ${trip.quantity.toString()} for ${trip.cost.toString()} ${trip.currency}`,
      `realised ${trip.realised.toString()}`,
      ...(trip.uncosted.isZero() ? [] : [`uncosted ${trip.uncosted.toString()}`]),
      ...(trip.undecided.isZero() ? [] : [`undecided ${trip.undecided.toString()}`]),
      ...(trip.unseen.isZero() ? [] : [`unseen ${trip.unseen.toString()}`]),
    ].join(', '),
  );
}

describe('a coin is held once', () => {
  test('what was deposited and sold has an unknown result, and is no short', () => {
    const sold = fill(2, { side: 'SELL', quantity: '1', price: '50000' }, eur);
    const bought = fill(3, { side: 'BUY', quantity: '1', price: '40000' }, eur);
    expect(texts(fold([moved(1, '1'), sold, bought]))).toEqual([
      'BUY 0 for 0 EUR, realised 0, undecided 1',
      'BUY 1 for 40000 EUR, realised 0',
    ]);
  });

  test('what was bought and withdrawn is gone at its cost', () => {
    const bought = fill(1, { side: 'BUY', quantity: '1', price: '40000' });
    expect(texts(fold([bought, moved(2, '-0.9995'), moved(3, '-0.0005')]))).toEqual([
      'BUY 0 for 0 USDT, realised 0',
    ]);
    expect(texts(fold([bought, moved(2, '-0.25')]))).toEqual(['BUY 0.75 for 30000 USDT, realised 0']);
  });

  test('what was sold and never came in is a missing purchase, never a short', () => {
    const bought = fill(1, { side: 'BUY', quantity: '0.2', price: '100' });
    const sold = fill(2, { side: 'SELL', quantity: '0.5', price: '150' });
    const again = fill(3, { side: 'BUY', quantity: '1', price: '120' });
    expect(texts(fold([bought, sold, again]))).toEqual([
      // 0.2 of the sale brought 30 for 20; of 0.3 nobody knows.
      'BUY 0 for 0 USDT, realised 10, undecided 0.3, unseen 0.3',
      'BUY 1 for 120 USDT, realised 0',
    ]);
    expect(texts(fold([sold, again]))).toEqual([
      'BUY 0 for 0 USDT, realised 0, undecided 0.5, unseen 0.5',
      'BUY 1 for 120 USDT, realised 0',
    ]);
  });

  test('an account that may borrow is short', () => {
    const sold = fill(1, { side: 'SELL', quantity: '1', price: '150' });
    const back = fill(2, { side: 'BUY', quantity: '1', price: '120' });
    expect(texts(fold([sold, back], { mayBeShort: true }))).toEqual(['SELL 0 for 0 USDT, realised 30']);
  });

  test('lots are pooled over what they are quoted in; the result of another currency is not known without its rate', () => {
    const bought = fill(1, { side: 'BUY', quantity: '1', price: '33000' });
    const sold = fill(2, { side: 'SELL', quantity: '1', price: '50000' }, eur);
    expect(texts(fold([bought, sold]))).toEqual(['BUY 0 for 0 USDT, realised 0, undecided 1']);
    const more = fill(3, { side: 'BUY', quantity: '1', price: '30000' }, eur);
    expect(texts(fold([bought, more]))).toEqual(['BUY 2 for 33000 USDT, realised 0, uncosted 1']);
  });

  test('with the rate of its moment, what was paid in another currency has a cost and a result', () => {
    const bought = fill(1, { side: 'BUY', quantity: '1', price: '33000' });
    const sold = fill(2, { side: 'SELL', quantity: '1', price: '50000' }, eur);
    const { trips } = fold([bought, rated(sold, 'EUR', 'USDT', '1.08')]);
    expect(texts({ trips })).toEqual(['BUY 0 for 0 USDT, realised 21000']);
    expect(trips[0]?.left).toEqual({ quantity: Decimal.one, value: Decimal.from('54000') });
    const more = fill(3, { side: 'BUY', quantity: '1', price: '30000' }, eur);
    const again = fill(4, { side: 'SELL', quantity: '2', price: '40000' });
    const paid = rated(more, 'EUR', 'USDT', '1.1');
    expect(texts(fold([bought, paid]))).toEqual(['BUY 2 for 66000 USDT, realised 0']);
    expect(texts(fold([bought, paid, again]))).toEqual(['BUY 0 for 0 USDT, realised 14000']);
    // The rate of another currency, or into one, says nothing.
    for (const [of, into] of [
      ['USD', 'USDT'],
      ['EUR', 'USD'],
    ] as const)
      expect(texts(fold([bought, rated(sold, of, into, '2')]))).toEqual([
        'BUY 0 for 0 USDT, realised 0, undecided 1',
      ]);
  });

  test.each([
    ['FIFO', 'BUY 1.5 for 60 USDT, realised 0, uncosted 0.5, undecided 0.5'],
    ['LIFO', 'BUY 1.5 for 30 USDT, realised 15, uncosted 1'],
    // What has a cost is taken first.
    ['AVERAGE', 'BUY 1.5 for 30 USDT, realised 15, uncosted 1'],
  ] as const)('a part of unknown cost is taken as %s takes lots', (method, expected) => {
    const legs = [
      moved(1, '1'),
      fill(2, { side: 'BUY', quantity: '1', price: '60' }),
      fill(3, { side: 'SELL', quantity: '0.5', price: '90' }),
    ];
    expect(texts(fold(legs, { method }))).toEqual([expected]);
  });

  test('of one moment, what came is there for the sale, and what went was there for it', () => {
    const sold = fill(5, { side: 'SELL', quantity: '1', price: '10' });
    expect(texts(fold([sold, moved(5, '1')]))).toEqual(['BUY 0 for 0 USDT, realised 0, undecided 1']);
    const bought = fill(5, { side: 'BUY', quantity: '1', price: '10' });
    expect(texts(fold([moved(5, '-1'), bought]))).toEqual(['BUY 0 for 0 USDT, realised 0']);
  });

  test('what came and went again without a trade has no result', () => {
    const [trip] = fold([moved(1, '1'), moved(2, '-1')]).trips;
    expect(trip).toMatchObject({ hasTraded: false, closedAt: 2 });
  });
});
