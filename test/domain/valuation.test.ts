import { heldOf } from '#src/domain/held.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { earnedOf, earningOf, nothingEarned } from '#src/domain/earned.ts';
import { ledgerEntryTypes, movesCapital, type LedgerEntryType } from '#src/domain/entry-types.ts';
import { accountId, currency, ledgerEntryId, roundTripId, type Currency } from '#src/domain/ids.ts';
import { paidInOf, type PaidIn } from '#src/domain/paid-in.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import { cashOf, entriesOfFill, type LedgerEntry } from '#src/domain/ledger.ts';
import { addToPurse, emptyPurse, type Purse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { nothingMoved } from '#src/domain/capital-moved.ts';
import { sumWorth } from '#src/domain/trip-worth.ts';
import { nothingMissing, totalOf, type PartialSum } from '#src/domain/partial-sum.ts';
import {
  convertFromBase,
  valuePortfolio,
  type PortfolioFacts,
  type RateOf,
  type Valuation,
} from '#src/domain/valuation.ts';
import {
  fillOf,
  fillsInOrder,
  instrumentOf,
  lotMethod,
  tradedInstrument,
  usdt,
  type FillText,
} from './arbitraries.ts';

const eur = currency('EUR');

function rates(known: Record<string, string>): RateOf {
  return (of: Currency) => {
    const rate = known[of];
    return rate === undefined ? undefined : Decimal.from(rate);
  };
}

const capital = { worth: nothingMoved, cost: nothingMoved };

function worth(known: string, unrated = 0): PaidIn {
  return { known: Decimal.from(known), unrated };
}

function purse(amounts: Record<string, string>): Purse {
  return Object.entries(amounts)
    .map(([code, amount]) => ({ currency: currency(code), amount: Decimal.from(amount) }))
    .reduce(addToPurse, emptyPurse);
}

function open(fill: FillText, instrument: Instrument): Position {
  const [position] = foldFills([fillOf(fill)], instrument, 'AVERAGE');
  if (position === undefined) throw new Error('a position');
  return position;
}

const spot = instrumentOf();
const future = instrumentOf({
  kind: 'future',
  symbol: 'BTCEUR-F',
  settle: eur,
  multiplier: Decimal.from('10'),
});
const buy: FillText = { id: '1', side: 'BUY', quantity: '2', price: '100' };

/** 2 bought at 100 USDT, now 110; one future of 10 units sold at 50 EUR, now 45. */
const facts: PortfolioFacts = {
  baseCurrency: usdt,
  cash: purse({ USDT: '800', EUR: '100', BNB: '0' }),
  // 1,000 USDT and 80 EUR, at 2 then.
  paidIn: { known: Decimal.from('1160'), unrated: 0 },
  earned: nothingEarned,
  open: [
    { position: open(buy, spot), instrument: spot, mark: Decimal.from('110') },
    {
      position: {
        ...open({ id: '2', side: 'SELL', quantity: '1', price: '50' }, future),
        id: roundTripId(accountId('main'), heldOf(future), 2),
      },
      instrument: future,
      mark: Decimal.from('45'),
    },
  ],
  // 5 USDT and 30 EUR at 1.5 then; 1 USDT and 0.5 BNB at 8 then.
  trips: { realised: worth('50'), fees: worth('5'), estimatedFees: worth('0') },
  capital,
  marginProfit: purse({ EUR: '30' }),
  unknownFees: 0,
  unknownResults: 0,
  unseen: 0,
};
const allRates = { USDT: '1', EUR: '2', BNB: '10' };

/** A total as it is; of what lacks something the known part and what that is: "12 + 2 positions + BNB". */
function text(sum: PartialSum): string {
  if (sum.isWhole) return sum.total.toString();
  const { positions, currencies, flows, fees, movements } = sum.missing;
  return [
    sum.known.toString(),
    positions.length > 0 ? `${positions.length} positions` : [],
    ...currencies,
    flows > 0 ? `${flows} flows` : [],
    fees > 0 ? `${fees} fees` : [],
    movements > 0 ? `${movements} movements` : [],
  ]
    .flat()
    .join(' + ');
}

function texts(valuation: Valuation): Record<string, string> {
  return Object.fromEntries(
    Object.entries(valuation).flatMap(([name, figure]) =>
      figure !== undefined && 'isWhole' in figure ? [[name, text(figure)]] : [],
    ),
  );
}

const valued = {
  cash: '1060', // 800 + (100 + 30 marginProfit) × 2
  marketValue: '220', // 2 × 110; the future is not paid for
  equity: '1380', // 1060 + 220 + 50 × 2
  unrealised: '120', // 20 + 50 × 2
  realised: '50',
  income: '0',
  fees: '5',
  accountFees: '0',
  gainBroughtIn: '0',
  gainTakenOut: '0',
  other: '0',
  estimatedFees: '0',
  netProfit: '220', // 1380 − 1160: what there is less what was put in
  deposited: '1160',
};

describe('by hand', () => {
  test('all is known', () => {
    const valuation = valuePortfolio(facts, rates(allRates));
    expect(texts(valuation)).toEqual(valued);
    expect(valuation.currencyEffect?.toString()).toBe('55'); // 220 − (50 + 120 − 5)
    expect(valuation.missing).toEqual({
      ...nothingMissing,
      positions: [],
      currencies: [],
      flows: 0,
      fees: 0,
    });
  });

  const [spotPosition, futurePosition] = facts.open;
  if (spotPosition === undefined || futurePosition === undefined) throw new Error('two positions');

  test.each<[string, PortfolioFacts, Record<string, string>, Partial<typeof valued>]>([
    [
      'no rate for a fee, nor for a result, of then',
      { ...facts, trips: { ...facts.trips, realised: worth('5', 1), fees: worth('1', 2) } },
      allRates,
      { realised: '5 + 1 movements', fees: '1 + 2 movements' },
    ],
    [
      'no rate for a settle currency',
      facts,
      { USDT: '1', BNB: '10' },
      {
        cash: '800 + EUR',
        equity: '1020 + EUR', // 800 + 220
        unrealised: '20 + EUR',
        netProfit: '-140 + EUR', // 1020 − 1160
      },
    ],
    [
      'no price of what was paid for',
      { ...facts, open: [{ ...spotPosition, mark: undefined }, futurePosition] },
      allRates,
      {
        marketValue: '0 + 1 positions',
        equity: '1160 + 1 positions', // 1060 + 100
        unrealised: '100 + 1 positions',
        netProfit: '0 + 1 positions', // 1160 − 1160
      },
    ],
    [
      'no price of a margined one',
      { ...facts, open: [spotPosition, { ...futurePosition, mark: undefined }] },
      allRates,
      {
        equity: '1280 + 1 positions', // 1060 + 220
        unrealised: '20 + 1 positions',
        netProfit: '120 + 1 positions',
      },
    ],
    [
      'no price here and no rate there: each sum names both, and has what is left',
      { ...facts, open: [{ ...spotPosition, mark: undefined }, futurePosition] },
      { USDT: '1', BNB: '10' },
      {
        cash: '800 + EUR',
        marketValue: '0 + 1 positions',
        equity: '800 + 1 positions + EUR',
        unrealised: '0 + 1 positions + EUR',
        netProfit: '-360 + 1 positions + EUR',
      },
    ],
  ])('%s', (_, given, known, lacking) => {
    expect(texts(valuePortfolio(given, rates(known)))).toEqual({ ...valued, ...lacking });
  });

  test('what is missing is named once for all figures', () => {
    const unpriced = { ...facts, open: facts.open.map((held) => ({ ...held, mark: undefined })) };
    expect(valuePortfolio(unpriced, rates({ USDT: '1' })).missing).toEqual({
      ...nothingMissing,
      positions: facts.open.map(({ position }) => position.id).toSorted(),
      currencies: ['EUR'],
      flows: 0,
      fees: 0,
    });
  });

  test('a deposit without a rate of its moment leaves open what was paid in, and the profit; no other figure', () => {
    const valuation = valuePortfolio(
      { ...facts, paidIn: { known: Decimal.from('1000'), unrated: 1 } },
      rates(allRates),
    );
    expect(texts(valuation)).toEqual({
      ...valued,
      deposited: '1000 + 1 flows',
      netProfit: '380 + 1 flows',
    });
    expect(valuation.missing).toEqual({
      ...nothingMissing,
      positions: [],
      currencies: [],
      flows: 1,
      fees: 0,
    });
  });

  test('what is estimated of fees is off the net profit, in no cash, and apart from what was paid', () => {
    const trips = { ...facts.trips, estimatedFees: worth('4') };
    expect(texts(valuePortfolio({ ...facts, trips }, rates(allRates)))).toEqual({
      ...valued,
      estimatedFees: '4',
      netProfit: '216',
    });
  });

  test('fees that nobody told leave open what was paid, and what is left of it all', () => {
    expect(texts(valuePortfolio({ ...facts, unknownFees: 2 }, rates(allRates)))).toEqual({
      ...valued,
      fees: '5 + 2 fees',
      netProfit: '220 + 2 fees',
    });
  });

  test('an empty portfolio is worth nothing, and that is known', () => {
    const none = {
      cash: emptyPurse,
      paidIn: paidInOf(Decimal.zero, []),
      earned: nothingEarned,
      open: [],
      trips: sumWorth([]),
      capital,
      marginProfit: emptyPurse,
    };
    const valuation = valuePortfolio(
      {
        baseCurrency: usdt,
        ...none,
        unknownFees: 0,
        unknownResults: 0,
        unseen: 0,
      },
      rates({}),
    );
    expect(Object.values(texts(valuation)).every((figure) => figure === '0')).toBe(true);
  });
});

function whole(sum: PartialSum): Decimal {
  return told(totalOf(sum));
}

function told(figure: Decimal | undefined): Decimal {
  if (figure === undefined) throw new Error('all rates are known');
  return figure;
}

function profitOfTrades({
  realised,
  unrealised,
  fees,
}: Pick<Valuation, 'realised' | 'unrealised' | 'fees'>): Decimal {
  return whole(realised).plus(whole(unrealised)).minus(whole(fees));
}

test('a withdrawal’s fee, funding and a dividend are of the net profit, as they are of the equity', () => {
  const moved = valuePortfolio(
    {
      baseCurrency: usdt,
      // 1,000 paid in, 100 paid out; 1 for the withdrawal, 3 of funding, 7 of dividends; 6 lost by a contract.
      cash: purse({ USDT: '903' }),
      paidIn: { known: Decimal.from('900'), unrated: 0 },
      earned: {
        income: { known: Decimal.from('10'), unrated: 0 },
        fees: { known: Decimal.from('1'), unrated: 0 },
        realised: { known: Decimal.from('-6'), unrated: 0 },
        other: { known: Decimal.zero, unrated: 0 },
      },
      open: [],
      trips: sumWorth([]),
      capital,
      marginProfit: emptyPurse,
      unknownFees: 0,
      unknownResults: 0,
      unseen: 0,
    },
    rates({ USDT: '1' }),
  );
  expect(texts(moved)).toMatchObject({
    equity: '903',
    deposited: '900',
    netProfit: '3',
    income: '10',
    fees: '1',
    accountFees: '1',
    realised: '-6',
  });
  expect(moved.currencyEffect?.toString()).toBe('0');
});

/** What a trader adds up: what none of the figures explains is told last. */
function sumShown({
  realised,
  unrealised,
  income,
  fees,
  estimatedFees,
  other,
  currencyEffect,
}: Valuation): Decimal {
  return profitOfTrades({ realised, unrealised, fees })
    .plus(whole(income))
    .minus(whole(estimatedFees))
    .plus(whole(other))
    .plus(told(currencyEffect));
}

function is(...types: readonly LedgerEntryType[]): (type: LedgerEntryType) => boolean {
  return (type) => types.includes(type);
}

const atRates = [
  { currency: currency('BNB'), into: usdt, rate: Decimal.from('600') },
  { currency: currency('BTC'), into: usdt, rate: Decimal.from('37.5') },
];
const hundred = Decimal.from('100');
/** Of money alone: what is traded and held is of the fills. */
const entry = fc.record({
  type: fc.constantFrom<LedgerEntryType>(...ledgerEntryTypes.filter((type) => type !== 'fill')),
  amount: fc
    .integer({ min: -9_999_999, max: 9_999_999 })
    .map((cents) => Decimal.from(String(cents)).per(hundred)),
});

test('what a coin had gained before it was paid in is no result of here, and told apart', () => {
  const trips = { realised: worth('30000'), fees: worth('0'), estimatedFees: worth('0') };
  const nothing = { open: [], marginProfit: emptyPurse, trips };
  const brought = valuePortfolio(
    {
      ...facts,
      ...nothing,
      // It had cost 20,000, was worth 60,000 when it came, and was sold for 50,000.
      cash: purse({ USDT: '50000' }),
      paidIn: { known: Decimal.from('60000'), unrated: 0 },
      capital: {
        worth: { ...nothingMoved, broughtIn: worth('60000') },
        cost: { ...nothingMoved, broughtIn: worth('20000') },
      },
    },
    rates({ USDT: '1' }),
  );
  expect(texts(brought)).toMatchObject({ realised: '30000', gainBroughtIn: '40000', netProfit: '-10000' });
  expect(brought.currencyEffect?.toString()).toBe('0');
});

test('equity is what was paid in plus the net profit, and its figures add up to that, whatever moved', () => {
  fc.assert(
    fc.property(
      fillsInOrder,
      tradedInstrument,
      lotMethod,
      fc.array(entry, { maxLength: 12 }),
      (fills, instrument, method, moved) => {
        const rated = fills.map((fill) => ({ ...fill, rates: atRates }));
        const positions = foldFills(rated, instrument, method, { base: usdt });
        const realised = positions
          .map((position) => ({ currency: instrument.settle, amount: position.realised }))
          .reduce(addToPurse, emptyPurse);
        const entries = moved.map(({ type, amount }, at): LedgerEntry => ({
          id: ledgerEntryId(`e${at}`),
          accountId: accountId('main'),
          type,
          time: at,
          cash: { currency: usdt, amount },
          instrumentId: undefined,
          quantity: undefined,
          note: undefined,
        }));
        const all = [...fills.flatMap((fill) => entriesOfFill(fill, instrument)), ...entries];
        const amounts = (of: (type: LedgerEntryType) => boolean): Decimal =>
          Decimal.sum(moved.flatMap(({ type, amount }) => (of(type) ? [amount] : [])));
        const valuation = valuePortfolio(
          {
            baseCurrency: usdt,
            cash: cashOf(all),
            paidIn: { known: amounts(movesCapital), unrated: 0 },
            earned: earnedOf(
              entries.flatMap((each) => earningOf(each, { base: usdt, rate: undefined }) ?? []),
            ),
            open: positions
              .filter((position) => position.closedAt === undefined)
              .map((position) => ({ position, instrument, mark: Decimal.from('37.5') })),
            trips: sumWorth(positions),
            capital,
            marginProfit: isMargined(instrument) ? realised : emptyPurse,
            unknownFees: 0,
            unknownResults: 0,
            unseen: 0,
          },
          rates({ USDT: '1', BNB: '600', BTC: '37.5' }),
        );
        const [equity, netProfit] = [whole(valuation.equity), whole(valuation.netProfit)];
        expect(equity).toEqual(whole(valuation.deposited).plus(netProfit));
        expect(netProfit).toEqual(sumShown(valuation));
        expect(whole(valuation.income)).toEqual(
          amounts(is('dividend', 'interest', 'staking', 'airdrop', 'reward', 'funding', 'tax')),
        );
        expect(whole(valuation.accountFees)).toEqual(
          amounts(is('fee', 'margin-interest', 'liquidation')).negated(),
        );
        // Of all of which the record knows no more than that money came or went.
        expect(valuation.currencyEffect?.toString()).toBe('0');
        expect(whole(valuation.other)).toEqual(
          amounts(
            is(
              'adjustment',
              'loss',
              'split',
              'spin-off',
              'merger',
              'return-of-capital',
              'rights',
              'expiry',
              'exercise',
              'assignment',
            ),
          ),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('an amount of the base currency in another is divided by its rate, and unknown without one', () => {
  const rateOf = rates({ EUR: '1.25', JPY: '3', LUNA: '0' });
  const into = (amount: string | undefined, code: string) =>
    convertFromBase(
      amount === undefined ? undefined : Decimal.from(amount),
      currency(code),
      rateOf,
    )?.toString();
  expect(into('100', 'EUR')).toBe('80');
  expect(into('2', 'JPY')).toBe(`0.${'6'.repeat(17)}7`);
  expect([into(undefined, 'EUR'), into('100', 'GBP'), into('100', 'LUNA')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
