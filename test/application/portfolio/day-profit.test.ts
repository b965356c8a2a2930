import { nothingMoved } from '#src/domain/capital-moved.ts';
import { sumWorth } from '#src/domain/trip-worth.ts';
import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { describe, expect, test } from 'vitest';
import { dayProfit } from '#src/application/portfolio/day-profit.ts';
import {
  rateInto,
  valueNow,
  type PortfolioRecord,
  type PriceNeeds,
} from '#src/application/portfolio/value-portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { nothingEarned } from '#src/domain/earned.ts';
import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { MovementSum } from '#src/domain/holdings.ts';
import { currency, instrumentId, portfolioId, type InstrumentId } from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import { cashOf, entriesOfFill } from '#src/domain/ledger.ts';
import { addToPurse, emptyPurse, type Purse } from '#src/domain/money.ts';
import { paidInOf } from '#src/domain/paid-in.ts';
import type { Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { fillOf, instrumentOf, type FillText } from '#test/domain/arbitraries.ts';

const usdt = currency('USDT');
const eth: Instrument = { ...instrumentOf(), id: instrumentId('test:ETHUSDT'), base: currency('ETH') };
const eur: Instrument = { ...instrumentOf(), id: instrumentId('test:EURUSDT'), base: currency('EUR') };
const perpetual: Instrument = {
  ...instrumentOf(),
  id: instrumentId('test:ETHPERP'),
  base: currency('ETH'),
  kind: 'perpetual',
};
const midnight = 1_000;

type Entry = {
  readonly type: LedgerEntryType;
  readonly amount: string;
  readonly of?: string;
  readonly time: number;
};
type Story = {
  readonly fills?: readonly (FillText & { readonly in?: Instrument })[];
  readonly entries?: readonly Entry[];
  readonly now: Readonly<Record<string, string>>;
  readonly opening: Readonly<Record<string, string>>;
  /** Prices of later moments. */
  readonly since?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** When the prices of now are; after all that happened where it is left out. */
  readonly at?: number;
};

/** What the record of a story says, folded from its beginning, and its day's profit. */
function profitOf({ fills = [], entries = [], now, opening, since = {}, at = 2_000 }: Story) {
  const instruments = [eth, eur, perpetual];
  const of = (id: InstrumentId) => instruments.find((instrument) => instrument.id === id);
  const all = fills.map((text): readonly [Fill, Instrument] => {
    const instrument = text.in ?? eth;
    return [{ ...fillOf(text), instrumentId: instrument.id }, instrument];
  });
  const moved = entries.map(({ type, amount, of: code = 'USDT', time }) => ({
    type,
    time,
    cash: { currency: currency(code), amount: Decimal.from(amount) },
  }));
  const trips = instruments.flatMap((instrument) =>
    foldFills(
      inFoldOrder(all.filter(([, traded]) => traded === instrument).map(([fill]) => fill)),
      instrument,
      'FIFO',
    ),
  );
  const realised = (some: readonly Position[]): Purse =>
    some.reduce<Purse>((sum, trip) => addToPurse(sum, { currency: usdt, amount: trip.realised }), emptyPurse);
  const record: PortfolioRecord = {
    imports: [],
    isWhole: true,
    revisions: [],
    otherBases: [],
    portfolio: {
      id: portfolioId('p'),
      name: 'Main',
      baseCurrency: usdt,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: 0,
    },
    accounts: [],
    open: trips.filter(({ closedAt }) => closedAt === undefined),
    closed: [],
    facts: {
      cash: cashOf([...all.flatMap(([fill, instrument]) => entriesOfFill(fill, instrument)), ...moved]),
      paidIn: paidInOf(Decimal.zero, []),
      earned: nothingEarned,
      unknownFees: 0,
      unknownResults: 0,
      unseen: 0,
      trips: sumWorth(trips),
      capital: { worth: nothingMoved, cost: nothingMoved },
      marginProfit: realised(trips.filter((trip) => trip.instrumentId === perpetual.id)),
    },
  };
  const price = (prices: Story['now']) => (id: InstrumentId) => {
    const text = prices[id.slice('test:'.length)];
    return text === undefined ? undefined : Decimal.from(text);
  };
  const needs: PriceNeeds = {
    mark: price(now),
    instrument: of,
    given: noneGiven,
    pairs: (base, quote) =>
      instruments.filter((one) => one.base === base && one.quote === quote && !isMargined(one)),
  };
  const movement = new MovementSum();
  for (const [fill, instrument] of all) if (fill.time >= midnight) movement.addFill(fill, instrument, usdt);
  for (const entry of moved) if (entry.time >= midnight) movement.addEntry(entry, usdt);
  const { profit, unpriced } = dayProfit(needs, record, valueNow(needs, record), {
    from: midnight,
    now: at,
    movement: movement.sum(),
    priceAt: (id, moment) => price(moment === midnight ? opening : (since[moment] ?? {}))(id),
  });
  return { profit: profit?.toString(), unpriced };
}

const deposit: Entry = { type: 'deposit', amount: '100000', time: 1 };

test('an amount of a small currency is worth as much as its price says, in a coin that costs billions of it', () => {
  // 3 260 000 000 at 1 630 000 000 for one coin are two coins.
  const coin = currency('ETH');
  const rate = rateInto(
    {
      mark: () => Decimal.from('1630000000'),
      instrument: () => undefined,
      given: noneGiven,
      pairs: (base, quote) => (base === coin && quote === usdt ? [eth] : []),
    },
    {
      id: portfolioId('p'),
      name: 'Main',
      baseCurrency: coin,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: 0,
    },
  )(usdt);
  expect(rate?.times(Decimal.from('3260000000')).toFixed(12, 'half-even')).toBe('2.000000000000');
});

describe('the day’s profit', () => {
  test('leaves out what was gained and lost before midnight', () => {
    expect(
      profitOf({
        entries: [deposit],
        fills: [
          { id: 'held', side: 'BUY', quantity: '0.01', price: '2600', time: 10 },
          { id: 'in', side: 'BUY', quantity: '100', price: '2600', fee: ['260', 'USDT'], time: 900 },
          { id: 'out', side: 'SELL', quantity: '100', price: '2599', fee: ['260', 'USDT'], time: 901 },
        ],
        opening: { ETHUSDT: '2599' },
        now: { ETHUSDT: '2599' },
      }).profit,
    ).toBe('0');
  });

  test('is what is held times how the price has moved since midnight, however long the program was closed', () => {
    // 50.01 × (2642.57 − 2656.23) = −683.1366
    expect(
      profitOf({
        entries: [deposit],
        fills: [{ id: 'held', side: 'BUY', quantity: '50.01', price: '2570', time: 10 }],
        opening: { ETHUSDT: '2656.23' },
        now: { ETHUSDT: '2642.57' },
      }).profit,
    ).toBe('-683.1366');
  });

  test('is nothing by an import of trades of long ago', () => {
    expect(
      profitOf({
        fills: [
          { id: 'q1', side: 'BUY', quantity: '1', price: '10000', time: 20 },
          { id: 'q2', side: 'SELL', quantity: '1', price: '15000', time: 30 },
        ],
        opening: {},
        now: {},
      }),
    ).toEqual({ profit: '0', unpriced: [] });
  });

  test('counts what was traded since, and its fees', () => {
    // 1 × (2700 − 2600) on what was held; 2 bought at 2650 and sold at 2640 lose 20; the fees are 5.30 and 5.28.
    expect(
      profitOf({
        entries: [deposit],
        fills: [
          { id: 'held', side: 'BUY', quantity: '1', price: '2000', time: 10 },
          { id: 'in', side: 'BUY', quantity: '2', price: '2650', fee: ['5.30', 'USDT'], time: 1_000 },
          { id: 'out', side: 'SELL', quantity: '2', price: '2640', fee: ['5.28', 'USDT'], time: 1_001 },
        ],
        opening: { ETHUSDT: '2600' },
        now: { ETHUSDT: '2700' },
      }).profit,
    ).toBe('69.42');
  });

  test('needs no opening price of what was bought today', () => {
    expect(
      profitOf({
        entries: [deposit],
        fills: [{ id: 'in', side: 'BUY', quantity: '2', price: '2650', fee: ['0.01', 'ETH'], time: 1_000 }],
        opening: {},
        now: { ETHUSDT: '2700' },
      }),
      // 1.99 × 2700 − 2 × 2650
    ).toEqual({ profit: '73', unpriced: [] });
  });

  test('leaves out what was paid in and out today, and counts what was charged', () => {
    expect(
      profitOf({
        entries: [
          deposit,
          { type: 'deposit', amount: '5000', time: 1_000 },
          { type: 'withdrawal', amount: '-700', time: 1_001 },
          { type: 'funding', amount: '-3.5', time: 1_002 },
          { type: 'funding', amount: '-8', time: 999 },
        ],
        opening: {},
        now: {},
      }).profit,
    ).toBe('-3.5');
  });

  test('counts marginProfit and unsettled profit of a perpetual alike, long and short', () => {
    // Short 3 from 2600 at midnight. 1 bought back at 2550 gains 50, 2 are open at 2540 and gain 60 each.
    expect(
      profitOf({
        entries: [deposit],
        fills: [
          { id: 'short', in: perpetual, side: 'SELL', quantity: '3', price: '2700', time: 10 },
          {
            id: 'back',
            in: perpetual,
            side: 'BUY',
            quantity: '1',
            price: '2550',
            fee: ['1', 'USDT'],
            time: 1_000,
          },
        ],
        opening: { ETHPERP: '2600' },
        now: { ETHPERP: '2540' },
      }).profit,
    ).toBe('169');
  });

  test('counts how the rate of money in another currency has moved', () => {
    expect(
      profitOf({
        entries: [{ type: 'deposit', amount: '1000', of: 'EUR', time: 1 }],
        opening: { EURUSDT: '1.10' },
        now: { EURUSDT: '1.12' },
      }).profit,
    ).toBe('20');
  });

  test('counts what a coin has gained or lost since it was paid in, and until it was paid out', () => {
    // 3 in at 2600 and 1 out at 2550; 2 are left at 2500: 5000 + 2550 − 7800.
    expect(
      profitOf({
        entries: [
          { type: 'deposit', amount: '3', of: 'ETH', time: 1_001 },
          { type: 'withdrawal', amount: '-1', of: 'ETH', time: 1_002 },
        ],
        opening: { ETHUSDT: '3000' },
        since: { 1_001: { ETHUSDT: '2600' }, 1_002: { ETHUSDT: '2550' } },
        now: { ETHUSDT: '2500' },
      }),
    ).toEqual({ profit: '-250', unpriced: [] });
  });

  test('counts a coin at its price of now whose time has not come, under a clock that was set back since', () => {
    expect(
      profitOf({
        entries: [{ type: 'deposit', amount: '3', of: 'ETH', time: 1_500 }],
        opening: { ETHUSDT: '3000' },
        now: { ETHUSDT: '2500' },
        at: 1_499,
      }),
    ).toEqual({ profit: '0', unpriced: [] });
  });

  test('is unknown without the price at which a coin was paid in, and says of what and when', () => {
    expect(
      profitOf({
        entries: [{ type: 'deposit', amount: '3', of: 'ETH', time: 1_001 }],
        opening: { ETHUSDT: '3000' },
        now: { ETHUSDT: '2500' },
      }),
    ).toEqual({ profit: undefined, unpriced: [{ id: eth.id, moment: 1_001 }] });
  });

  test('is unknown without a price of the beginning of the day, and says of what', () => {
    expect(
      profitOf({
        entries: [deposit],
        fills: [{ id: 'held', side: 'BUY', quantity: '1', price: '2000', time: 10 }],
        opening: {},
        now: { ETHUSDT: '2700' },
      }),
    ).toEqual({ profit: undefined, unpriced: [{ id: eth.id, moment: midnight }] });
  });
});
