import { Decimal } from '#src/domain/decimal.ts';
import {
  holdingsBefore,
  holdingsOf,
  MovementSum,
  sumIn,
  worthOf,
  type Movement,
} from '#src/domain/holdings.ts';
import type { AccountId, Currency, InstrumentId } from '#src/domain/ids.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import { pagesOfFills } from '#src/application/pages-of-fills.ts';
import type { PriceOfMoment } from './given-prices.ts';
import { isBetween } from './in-transit.ts';
import { rateInto, type PortfolioRecord, type PriceNeeds, type ValueNeeds } from './value-portfolio.ts';

/** What happened since the day began, and what things were worth then. */
export type DaySoFar = {
  readonly from: number;
  /** The moment of the equity. */
  readonly now: number;
  readonly movement: Movement;
  readonly priceAt: (id: InstrumentId, moment: number) => Decimal | undefined;
};

/** What an instrument cost at a moment. */
export type PastPrice = { readonly id: InstrumentId; readonly moment: number };

export type DayProfit = {
  /**
   * Equity less what the same record was worth when the day began, and less what was paid in since: that at its worth
   * of the moment, so that what a coin does from then on counts.
   */
  readonly profit: Decimal | undefined;
  /** Prices of the beginning of the day, and of the moments of deposits, that are wanted and not known. */
  readonly unpriced: readonly PastPrice[];
};

/**
 * The day's profit of a portfolio. The opening is not what was recorded when the day began but what the record says now
 * of that moment: an import of old trades changes it as much as it changes today's equity, and so changes nothing here.
 */
export function dayProfit(
  needs: PriceNeeds,
  { portfolio, facts, open }: PortfolioRecord,
  valuation: Pick<Valuation, 'equity'> | undefined,
  { from, now, movement, priceAt }: DaySoFar,
): DayProfit {
  const unpriced: PastPrice[] = [];
  function pricesAt(moment: number) {
    return (id: InstrumentId): Decimal | undefined => {
      const price = priceAt(id, moment) ?? givenAt(needs.given.price(id), moment)?.price;
      if (price === undefined) unpriced.push({ id, moment });
      return price;
    };
  }
  // A deposit whose time has not come was made under another clock: it is in the equity, at the price of now.
  const ratesAt = (moment: number) =>
    rateInto(
      moment > now
        ? needs
        : {
            ...needs,
            mark: pricesAt(moment),
            given: { ...needs.given, rate: (of, into) => givenAt(needs.given.rate(of, into), moment) },
          },
      portfolio,
    );
  const { instrument } = needs;
  const held = open.flatMap((position) => {
    const traded = instrument(position.instrumentId);
    return traded === undefined ? [] : [{ position, instrument: traded }];
  });
  const before = holdingsBefore(holdingsOf(facts, held), movement);
  const opening = worthOf(before, { instrument, priceOf: pricesAt(from), rateOf: ratesAt(from) });
  const deposits = movement.deposits.map(({ time, cash }) => sumIn([cash], ratesAt(time)));
  const deposited = deposits.filter((worth) => worth !== undefined);
  const equity = totalOf(valuation?.equity);
  const isKnown = equity !== undefined && opening !== undefined && deposited.length === deposits.length;
  if (!isKnown) return { profit: undefined, unpriced };
  // One venue's price of a currency does where another has none.
  return { profit: equity.minus(opening).minus(Decimal.sum(deposited)), unpriced: [] };
}

/** A price that was given counts from its own moment on, and for none before. */
function givenAt(given: PriceOfMoment | undefined, moment: number): PriceOfMoment | undefined {
  return given?.time !== undefined && given.time <= moment ? given : undefined;
}

const pageSize = 500;

/** `from` is part of it, `to` is not. */
export type DaySpan = { readonly from: number; readonly to: number };

/** An account, and its portfolio's currency and accounts. */
export type MovedAccount = {
  readonly id: AccountId;
  readonly base: Currency;
  readonly accounts: ReadonlySet<AccountId>;
};

/**
 * What the record says that happened in an account in the span. What was paid in is no profit, whenever it was; what went to
 * another account of the portfolio, or came from it, was there all the time, also on the way.
 */
export async function movementIn(
  { read, instrument }: Pick<ValueNeeds, 'read' | 'instrument'>,
  { id: account, base, accounts }: MovedAccount,
  span: DaySpan,
): Promise<MovementSum> {
  const sum = new MovementSum();
  const entries = await read.ledger.since(account, span.from);
  for (const entry of entries) {
    const split = entry.ratio && entry.instrumentId && instrument(entry.instrumentId);
    if (split !== undefined) sum.addSplit(entry, base, split);
  }
  for (const entry of entries) {
    if (entry.type === 'transfer' && (await isBetween(read.ledger, entry.id, accounts))) continue;
    sum.addEntry(entry, base, entry.instrumentId && instrument(entry.instrumentId));
  }
  for await (const fills of pagesOfFills(read.trades, { accountIds: [account], ...span }, pageSize)) {
    for (const fill of fills) {
      const traded = instrument(fill.instrumentId);
      if (traded !== undefined) sum.addFill(fill, traded, base);
    }
  }
  return sum;
}
