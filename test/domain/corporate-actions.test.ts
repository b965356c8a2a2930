import { describe, expect, test } from 'vitest';
import type { CostMethod, LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import { GainsFold, gainOf, type Disposal } from '#src/domain/gains.ts';
import { heldOf, movementOf, type MovedEntry } from '#src/domain/held.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Money } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { fillOf, instrumentOf } from './arbitraries.ts';

const main = accountId('main');
const eur = currency('EUR');
const share = instrumentOf({
  id: instrumentId('import:ACME'),
  kind: 'equity',
  symbol: 'ACME',
  base: currency('ACME'),
  quote: eur,
  settle: eur,
});
const pair = instrumentOf({ id: instrumentId('venue:BTC-EUR'), symbol: 'BTC-EUR', quote: eur, settle: eur });

function euros(amount: string): Money {
  return { currency: eur, amount: Decimal.from(amount) };
}

function traded(time: number, side: 'BUY' | 'SELL', quantity: string, price: string, of = share): Leg {
  const fill = fillOf({ id: `${time}`, side, quantity, price, fee: ['0', 'EUR'] });
  return { ...fill, accountId: main, instrumentId: of.id, time };
}

type Told = Partial<Omit<MovedEntry, 'quantity'>> & { readonly quantity?: string };

/** Of shares, or of the coin where cash of it moves. */
function entry(time: number, { quantity, ...told }: Told): Leg {
  const isCoin = told.cash?.currency === pair.base;
  const movement = movementOf(
    {
      id: ledgerEntryId(`m${time}`),
      accountId: main,
      type: 'adjustment',
      time,
      cash: undefined,
      instrumentId: isCoin ? undefined : share.id,
      quantity: quantity === undefined ? undefined : Decimal.from(quantity),
      ...told,
    },
    isCoin ? pair.base : undefined,
  );
  if (movement === undefined) throw new Error('the entry moves nothing');
  return movement;
}

function split(time: number, given: number, of: number): Leg {
  return entry(time, { type: 'split', ratio: { new: given, old: of } });
}

function holding(of: Instrument, method: LotMethod) {
  return {
    accountId: main,
    held: heldOf(of),
    method,
    mayBeShort: of.kind !== 'spot',
    instruments: new Map([[of.id, of]]),
    listing: of,
    listingIn: () => pair,
  };
}

function fold(legs: readonly Leg[], method: LotMethod = 'FIFO', of = share) {
  const whole = new PositionFold(holding(of, method));
  const closed = inFoldOrder(legs).flatMap((leg) => whole.add(leg));
  return { trips: [...closed, ...whole.unfinished()], lots: whole.lotChanges().written };
}

function texts({ trips }: { readonly trips: readonly Position[] }): readonly string[] {
  return trips.map(({ side, quantity, cost, realised, uncosted, undecided, unseen }) => {
    const rest = Object.entries({ uncosted, undecided, unseen }).filter(([, value]) => !value.isZero());
    const sums = [`${side} ${quantity.toString()} for ${cost.toString()}`, `realised ${realised.toString()}`];
    return [...sums, ...rest.map(([name, value]) => `${name} ${value.toString()}`)].join(', ');
  });
}

function lotTexts({ lots }: ReturnType<typeof fold>): readonly string[] {
  return lots.map(
    ({ quantity, cost, openedAt }) => `${quantity.toString()} for ${cost?.toString() ?? '?'} of ${openedAt}`,
  );
}

function disposed(legs: readonly Leg[], method: CostMethod = 'FIFO', of = share): readonly string[] {
  const gains = new GainsFold(holding(of, 'FIFO'), () => method);
  return inFoldOrder(legs)
    .flatMap((leg) => gains.add(leg))
    .map(textOf);
}

function textOf(disposal: Disposal): string {
  const { quantity, opened, cost, proceeds } = disposal;
  const [from, paid, brought] = [
    opened?.time ?? 'nowhere',
    cost?.value.toString() ?? '?',
    proceeds?.value.toString() ?? '?',
  ];
  return `${quantity.toString()} of ${from}: ${brought} - ${paid} = ${gainOf(disposal)?.toString() ?? '?'}`;
}

describe('a split', () => {
  const legs = [traded(1, 'BUY', '10', '500'), split(2, 4, 1), traded(3, 'SELL', '40', '130')];

  test.each(['FIFO', 'LIFO', 'AVERAGE'] as const)(
    'leaves the cost, and sells as many as there are then: %s',
    (method) => {
      expect(texts(fold(legs, method))).toEqual(['BUY 0 for 0, realised 200']);
    },
  );

  test.each(['FIFO', 'LIFO', 'HIFO', 'AVERAGE'] as const)('is in the gains of a year too: %s', (method) => {
    expect(disposed(legs, method)).toEqual(['40 of 1: 5200 - 5000 = 200']);
  });

  test('to fewer sells the fraction for cash in lieu', () => {
    const reversed = [
      traded(1, 'BUY', '25', '100'),
      split(2, 1, 10),
      entry(2.5, { type: 'split', quantity: '-0.5', cash: euros('480') }),
    ];
    expect(texts(fold(reversed))).toEqual(['BUY 2 for 2000, realised -20']);
    expect(texts(fold(reversed, 'AVERAGE'))).toEqual(['BUY 2 for 2000, realised -20']);
    expect(disposed(reversed)).toEqual(['0.5 of 1: 480 - 500 = -20']);
  });

  test('keeps each lot with its cost and its date, and no share is lost by rounding', () => {
    const thirds = fold([
      traded(1, 'BUY', '1', '30'),
      traded(2, 'BUY', '1', '40'),
      traded(3, 'BUY', '1', '50'),
      split(4, 1, 9),
    ]);
    expect(lotTexts(thirds)).toEqual([
      '0.111111111111111111 for 30 of 1',
      '0.111111111111111111 for 40 of 2',
      '0.111111111111111111 for 50 of 3',
    ]);
    expect(texts(thirds)).toEqual(['BUY 0.333333333333333333 for 120, realised 0']);
  });

  test('of a short position leaves what it brought in', () => {
    const short = [traded(1, 'SELL', '10', '500'), split(2, 4, 1), traded(3, 'BUY', '40', '120')];
    expect(texts(fold(short))).toEqual(['SELL 0 for 0, realised 200']);
    expect(disposed(short)).toEqual(['40 of 1: 5000 - 4800 = 200']);
  });

  test('stands before what was traded at its moment, and changes nothing where nothing is held', () => {
    const bought = [traded(2, 'BUY', '4', '125'), split(2, 4, 1)];
    expect(texts(fold(bought))).toEqual(['BUY 4 for 500, realised 0']);
    expect(fold([split(2, 4, 1)]).trips).toEqual([]);
  });

  test('changes the average prices of what was bought and sold before it', () => {
    const [trip] = fold([traded(1, 'BUY', '10', '500'), traded(2, 'SELL', '5', '520'), split(3, 4, 1)]).trips;
    expect([trip?.entered.quantity.toString(), trip?.left.quantity.toString()]).toEqual(['40', '20']);
  });
});

describe('what came in', () => {
  test('with a told cost and date has a lot of both', () => {
    const moved = entry(5, { type: 'deposit', quantity: '10', cost: euros('1000'), acquiredAt: 2 });
    const legs = [moved, traded(6, 'SELL', '4', '150')];
    expect(texts(fold(legs))).toEqual(['BUY 6 for 600, realised 200']);
    expect(lotTexts(fold(legs))).toEqual(['6 for 600 of 2']);
    expect(disposed(legs)).toEqual(['4 of 2: 600 - 400 = 200']);
  });

  test('without one has an unknown result', () => {
    const legs = [entry(5, { type: 'deposit', quantity: '10' }), traded(6, 'SELL', '4', '150')];
    expect(texts(fold(legs))).toEqual(['BUY 6 for 0, realised 0, uncosted 6, undecided 4']);
  });

  test('for cash was bought for it', () => {
    const rights = entry(5, { type: 'rights', quantity: '10', cash: euros('-700') });
    expect(texts(fold([rights, traded(6, 'SELL', '10', '100')]))).toEqual(['BUY 0 for 0, realised 300']);
  });

  test('of a coin, told to have cost 20,000, is sold for 50,000 with a gain of 30,000', () => {
    const cash = { currency: pair.base, amount: Decimal.one };
    const legs = [
      entry(1, { type: 'deposit', cash, cost: euros('20000') }),
      traded(2, 'SELL', '1', '50000', pair),
    ];
    expect(disposed(legs, 'FIFO', pair)).toEqual(['1 of 1: 50000 - 20000 = 30000']);
    expect(texts(fold(legs, 'FIFO', pair))).toEqual(['BUY 0 for 0, realised 30000']);
  });

  test('of a coin at a cost in another currency than its first trade has a cost that is not known in that', () => {
    const cash = { currency: pair.base, amount: Decimal.one };
    const cost = { currency: currency('CHF'), amount: Decimal.from('20000') };
    const legs = [entry(1, { type: 'deposit', cash, cost }), traded(2, 'SELL', '1', '50000', pair)];
    expect(texts(fold(legs, 'FIFO', pair))).toEqual(['BUY 0 for 0, realised 0, undecided 1']);
  });
});

describe('what went out', () => {
  const bought = traded(1, 'BUY', '10', '100');

  test('to be held elsewhere took its lots along', () => {
    expect(texts(fold([bought, entry(2, { type: 'transfer', quantity: '-4' })]))).toEqual([
      'BUY 6 for 600, realised 0',
    ]);
  });

  test.each(['loss', 'expiry'] as const)('by %s brought nothing', (type) => {
    const legs = [bought, entry(2, { type, quantity: '-10' })];
    expect(texts(fold(legs))).toEqual(['BUY 0 for 0, realised -1000']);
    expect(disposed(legs)).toEqual(['10 of 1: 0 - 1000 = -1000']);
  });

  test('by the expiry of what was written leaves the premium', () => {
    const legs = [traded(1, 'SELL', '2', '30'), entry(2, { type: 'expiry', quantity: '2' })];
    expect(texts(fold(legs))).toEqual(['SELL 0 for 0, realised 60']);
    expect(disposed(legs)).toEqual(['2 of 1: 60 - 0 = 60']);
  });

  test('and never came in is missing, and no short', () => {
    expect(texts(fold([bought, entry(2, { type: 'withdrawal', quantity: '-12' })]))).toEqual([
      'BUY 0 for 0, realised 0, unseen 2',
    ]);
  });
});

test('what is owed of what the record never saw is delivered of what is held, for nobody knows how much', () => {
  const legs = [traded(1, 'BUY', '3', '50'), entry(2, { type: 'spin-off', quantity: '-1' })];
  expect(texts(fold(legs))).toEqual(['BUY 2 for 100, realised 0, undecided 1']);
  expect(disposed(legs)).toEqual(['1 of 1: ? - 50 = ?']);
});

describe('a return of capital', () => {
  const bought = [traded(1, 'BUY', '10', '100'), traded(2, 'BUY', '30', '20')];

  test('lowers the cost of each lot by its share', () => {
    const legs = [...bought, entry(3, { type: 'return-of-capital', cash: euros('400') })];
    expect(lotTexts(fold(legs))).toEqual(['10 for 900 of 1', '30 for 300 of 2']);
    expect(texts(fold(legs))).toEqual(['BUY 40 for 1200, realised 0']);
    expect(disposed([...legs, traded(4, 'SELL', '10', '100')])).toEqual(['10 of 1: 1000 - 900 = 100']);
  });

  test('is a gain where a lot had cost less', () => {
    const legs = [...bought, entry(3, { type: 'return-of-capital', cash: euros('1000') })];
    expect(lotTexts(fold(legs))).toEqual(['10 for 750 of 1', '30 for 0 of 2']);
    expect(texts(fold(legs))).toEqual(['BUY 40 for 750, realised 150']);
    expect(disposed(legs)).toEqual(['0 of 2: 150 - 0 = 150']);
  });

  test('that is paid on what was sold short is owed', () => {
    const legs = [
      traded(1, 'SELL', '10', '100'),
      entry(2, { type: 'return-of-capital', cash: euros('-50') }),
    ];
    expect(texts(fold(legs))).toEqual(['SELL -10 for -950, realised 0']);
    expect(disposed([...legs, traded(3, 'BUY', '10', '90')])).toEqual(['10 of 1: 950 - 900 = 50']);
  });
});
