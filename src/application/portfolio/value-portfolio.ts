import { noneGiven, type GivenLookup } from './given-prices.ts';
import type { GivenPrice } from '#src/domain/given-price.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, Currency, InstrumentId, PortfolioId } from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import { addedUp, type Purse } from '#src/domain/money.ts';
import { spansInOther } from '#src/domain/base-change.ts';
import { sumEarned } from '#src/domain/earned.ts';
import { heldCoin } from '#src/domain/held.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { Position } from '#src/domain/position.ts';
import type { Span } from '#src/domain/trip-statistics.ts';
import type { TripSums } from '#src/domain/trip-sums.ts';
import { sumCosts, sumMoved } from '#src/domain/capital-moved.ts';
import { sumWorth } from '#src/domain/trip-worth.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { valuePortfolio, type PortfolioFacts, type Valuation } from '#src/domain/valuation.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { rateOfPair, sumPaidIn } from '#src/domain/paid-in.ts';
import { readPaidIn, type PaidIntoAccount } from './paid-in.ts';

export type PriceNeeds = {
  readonly mark: (instrument: InstrumentId) => Decimal | undefined;
  readonly instrument: (id: InstrumentId) => Instrument | undefined;
  /** The instruments that price one currency in another: there may be one at each venue. */
  readonly pairs: (base: Currency, quote: Currency) => readonly Instrument[];
  /** What the trader gave where the market tells no rate; `mark` has such prices too. */
  readonly given: GivenLookup;
};

export type ValueNeeds = PriceNeeds & { readonly read: Repositories };

/** What the record says of a portfolio; holds until the next fill, deposit or rebuild. */
export type PortfolioRecord = {
  /** All of the workspace, as they were before the rest was read. */
  readonly imports: readonly ImportRun[];
  /** False where an import into one of the accounts, or its undo, was under way or half done, or what is held was not folded. */
  readonly isWhole: boolean;
  readonly portfolio: Portfolio;
  readonly accounts: readonly Account[];
  /** When rates of what was paid in were recorded that change what kept points of the curve say. */
  readonly revisions: readonly number[];
  /** When it was measured in another currency. */
  readonly otherBases: readonly Span[];
  readonly facts: Omit<PortfolioFacts, 'open' | 'baseCurrency'>;
  readonly open: readonly Position[];
  /** The sums over the closed round trips. */
  readonly closed: readonly TripSums[];
};

export type ShownGivenPrice = GivenPrice & { readonly isUsed: boolean };

export type PaidInReader = (account: AccountId, base: Currency) => Promise<PaidIntoAccount>;

export async function readPortfolio(
  needs: ValueNeeds,
  id: PortfolioId,
  paidInto: PaidInReader = (account, base) => readPaidIn(needs.read, account, base),
): Promise<PortfolioRecord> {
  const { read } = needs;
  const imports = await read.imports.list();
  const portfolio = await read.portfolios.get(id);
  const accounts = (await read.accounts.list()).filter((account) => account.portfolioId === id);
  const ids = accounts.map((account) => account.id);
  const isFolded = async () => (await read.positions.unfolded()).every((of) => !ids.includes(of.accountId));
  const wasFolded = await isFolded();
  const open = await read.positions.active(ids);
  const closed = await read.positions.sums(ids);
  const trips = [...open, ...closed];
  const cash = await sumOver(ids, (account) => read.ledger.cash(account));
  const paid = await Promise.all(ids.map((account) => paidInto(account, portfolio.baseCurrency)));
  const paidIn = sumPaidIn(paid.map((into) => into.paidIn));
  const earned = sumEarned(paid.map((into) => into.earned));
  const revisions = paid.flatMap((into) => into.revisions);
  const unknownFees = trips.reduce((sum, trip) => sum + trip.unknownFees, 0);
  const unknownResults = countIn(
    open,
    ({ undecided }) => !undecided.isZero(),
    closed,
    (sums) => sums.unknownResults,
  );
  const marginProfit = realisedOf(
    needs,
    trips.filter(({ instrumentId }) => isPaidInCash(needs, instrumentId, portfolio)),
  );
  const unseen = countIn(
    open,
    (trip) => !trip.unseen.isZero(),
    closed,
    (sums) => sums.unseen,
  );
  const takenOut = await read.positions.unseenUntraded(ids);
  const capital = {
    worth: sumMoved(paid.map((into) => into.moved)),
    cost: sumCosts(trips.flatMap((trip) => trip.capital ?? [])),
  };
  const unknown = { unknownFees, unknownResults, unseen: unseen + takenOut };
  const facts = { cash, paidIn, earned, trips: sumWorth(trips), capital, ...unknown, marginProfit };
  const ofAccounts = (runs: readonly ImportRun[]) => runs.filter(({ accountId }) => ids.includes(accountId));
  const isWhole =
    wasFolded && (await isFolded()) && tellsWhole(ofAccounts(imports), ofAccounts(await read.imports.list()));
  const otherBases = spansInOther(portfolio.baseCurrency, await read.baseChanges.of(id));
  return { imports, isWhole, portfolio, accounts, open, closed, facts, revisions, otherBases };
}

/** Whether a record that was read with these imports is that of now, and none of them is under way. */
export function tellsWhole(read: readonly ImportRun[], now: readonly ImportRun[]): boolean {
  const isSame = ({ id, state }: ImportRun, at: number): boolean =>
    read[at]?.id === id && read[at].state === state && (state === 'done' || state === 'undone');
  return now.length === read.length && now.every(isSame);
}

/**
 * The portfolio at the market's present prices. Undefined while an import is half in, or something is not folded: the cash
 * has moved, and not yet what is held, or so.
 */
export function valueNow(
  needs: PriceNeeds,
  { portfolio, facts, open, isWhole }: PortfolioRecord,
): Valuation | undefined {
  if (!isWhole) return undefined;
  const valued = open.flatMap((position) => {
    const instrument = needs.instrument(position.instrumentId);
    return instrument === undefined ? [] : [{ position, instrument, mark: needs.mark(instrument.id) }];
  });
  return valuePortfolio(
    { ...facts, baseCurrency: portfolio.baseCurrency, open: valued },
    rateInto(needs, portfolio),
  );
}

/** The instruments whose prices the valuation needs: those held, and those that turn currencies into the base. */
export function pricedBy(needs: ValueNeeds, record: PortfolioRecord): readonly InstrumentId[] {
  const { portfolio, open } = record;
  // What is given for it counts only until the market tells its price: both are followed.
  const held = open.flatMap(({ instrumentId }) => [instrumentId, needs.given.sourceOf(instrumentId)]);
  const pairs = [...new Set(currenciesOf(needs, record))]
    .filter((currency) => currency !== portfolio.baseCurrency)
    .flatMap((currency) => pairsFor(needs, currency, portfolio.baseCurrency))
    .map(({ id }) => id);
  return [...new Set([...held, ...pairs])];
}

/** What the trader gave for what the portfolio holds, and whether it counts or the market tells a price now. */
export function givenIn(needs: PriceNeeds, record: PortfolioRecord): readonly ShownGivenPrice[] {
  const { portfolio, open } = record;
  const { baseCurrency } = portfolio;
  const held = new Set(open.map(({ instrumentId }) => instrumentId));
  const currencies = new Set(currenciesOf(needs, record));
  const marketRate = rateInto({ ...needs, given: noneGiven }, portfolio);
  return needs.given.all().flatMap((given) => {
    const { of } = given;
    if (of.kind === 'instrument') {
      if (!held.has(of.instrumentId)) return [];
      return [{ ...given, isUsed: needs.given.usedFor(of.instrumentId) !== undefined }];
    }
    if (of.into !== baseCurrency || !currencies.has(of.currency)) return [];
    return [{ ...given, isUsed: marketRate(of.currency) === undefined }];
  });
}

/** A point of the curve has totals alone: a figure that lacks something is unknown in it. */
export function snapshotOf(
  portfolio: Portfolio,
  time: number,
  valuation: Valuation | undefined,
): EquitySnapshot {
  return {
    portfolioId: portfolio.id,
    time,
    equity: totalOf(valuation?.equity),
    cash: totalOf(valuation?.cash),
    marketValue: totalOf(valuation?.marketValue),
    realised: totalOf(valuation?.realised),
    unrealised: totalOf(valuation?.unrealised),
    // What is estimated was not paid, as far as anybody knows.
    fees: totalOf(valuation?.estimatedFees)?.isZero() === true ? totalOf(valuation?.fees) : undefined,
    deposited: totalOf(valuation?.deposited),
  };
}

function countIn(
  open: readonly Position[],
  counts: (trip: Position) => boolean,
  closed: readonly TripSums[],
  of: (sums: TripSums) => number,
): number {
  return open.filter(counts).length + closed.reduce((sum, sums) => sum + of(sums), 0);
}

function realisedOf(
  needs: ValueNeeds,
  trips: readonly { readonly instrumentId: InstrumentId; readonly realised: Decimal }[],
): Purse {
  return addedUp(
    trips.flatMap(({ instrumentId, realised }) => {
      const settle = needs.instrument(instrumentId)?.settle;
      return settle === undefined ? [] : [{ currency: settle, amount: realised }];
    }),
  );
}

/** What a contract realises, where no coin settles it. */
function isPaidInCash(needs: ValueNeeds, id: InstrumentId, { baseCurrency }: Portfolio): boolean {
  const instrument = needs.instrument(id);
  if (instrument === undefined || !isMargined(instrument)) return false;
  return heldCoin(instrument.settle, baseCurrency) === undefined;
}

/** Without what there is none of: it needs no rate. */
async function sumOver(ids: readonly AccountId[], of: (id: AccountId) => Promise<Purse>): Promise<Purse> {
  const purses = await Promise.all(ids.map(of));
  return addedUp(purses.flat()).filter(({ amount }) => !amount.isZero());
}

/** At the prices of `needs`: of several venues that trade the two currencies, at that of the first which has one. */
export function rateInto(needs: PriceNeeds, { baseCurrency }: Portfolio) {
  return (of: Currency): Decimal | undefined => {
    if (of === baseCurrency) return Decimal.one;
    for (const pair of pairsFor(needs, of, baseCurrency)) {
      const mark = needs.mark(pair.id);
      const rate = mark && rateOfPair(of, pair, mark);
      if (rate !== undefined) return rate;
    }
    return needs.given.rate(of, baseCurrency)?.price;
  };
}

/** What there is now in other currencies: what was realised and paid has the rates of its moments. */
function currenciesOf(
  needs: Pick<PriceNeeds, 'instrument'>,
  { facts, open }: PortfolioRecord,
): readonly Currency[] {
  const settled = open.flatMap(({ instrumentId }) => needs.instrument(instrumentId)?.settle ?? []);
  return [...settled, ...[...facts.cash, ...facts.marginProfit].map(({ currency }) => currency)];
}

export function pairsFor(
  needs: Pick<PriceNeeds, 'pairs'>,
  currency: Currency,
  base: Currency,
): readonly Instrument[] {
  return [...needs.pairs(currency, base), ...needs.pairs(base, currency)];
}
