import type { Decimal } from '#src/domain/decimal.ts';
import {
  holdingsBefore,
  holdingsOf,
  MovementSum,
  sumIn,
  worthOf,
  type Movement,
} from '#src/domain/holdings.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { rateInto, type PortfolioRecord, type PriceNeeds, type ValueNeeds } from './value-portfolio.ts';

/** What happened since the day began, and what things were worth then. */
export type DaySoFar = {
  readonly movement: Movement;
  readonly openingPrice: (id: InstrumentId) => Decimal | undefined;
};

export type DayProfit = {
  /** Equity less what the same record was worth when the day began, and less what was paid in since. */
  readonly profit: Decimal | undefined;
  /** Instruments whose price at the beginning of the day is wanted and not known. */
  readonly unpriced: readonly InstrumentId[];
};

/**
 * The day's profit of a portfolio. The opening is not what was recorded when the day began but what the record says now
 * of that moment: an import of old trades changes it as much as it changes today's equity, and so changes nothing here.
 */
export function dayProfit(
  needs: PriceNeeds,
  { portfolio, facts, open }: PortfolioRecord,
  { equity }: Pick<Valuation, 'equity'>,
  { movement, openingPrice }: DaySoFar,
): DayProfit {
  const unpriced = new Set<InstrumentId>();
  function priceOf(id: InstrumentId): Decimal | undefined {
    const price = openingPrice(id);
    if (price === undefined) unpriced.add(id);
    return price;
  }
  const { instrument } = needs;
  const held = open.flatMap((position) => {
    const traded = instrument(position.instrumentId);
    return traded === undefined ? [] : [{ position, instrument: traded }];
  });
  const before = holdingsBefore(holdingsOf(facts, held), movement);
  const rateOf = rateInto({ ...needs, mark: priceOf }, portfolio);
  const opening = worthOf(before, { instrument, priceOf, rateOf });
  const deposited = sumIn(movement.deposited, rateInto(needs, portfolio));
  const isKnown = equity !== undefined && opening !== undefined && deposited !== undefined;
  return { profit: isKnown ? equity.minus(opening).minus(deposited) : undefined, unpriced: [...unpriced] };
}

const pageSize = 500;

/** `from` is part of it, `to` is not. */
export type DaySpan = { readonly from: number; readonly to: number };

/** What the record says that happened in an account in the span. What was paid in is no profit, whenever it was. */
export async function movementIn(
  { read, instrument }: Pick<ValueNeeds, 'read' | 'instrument'>,
  account: AccountId,
  span: DaySpan,
): Promise<MovementSum> {
  const sum = new MovementSum();
  for (const entry of await read.ledger.since(account, span.from)) sum.addEntry(entry);
  for await (const fill of fillsIn(read, account, span)) {
    const traded = instrument(fill.instrumentId);
    if (traded !== undefined) sum.addFill(fill, traded);
  }
  return sum;
}

async function* fillsIn({ trades }: Repositories, account: AccountId, span: DaySpan) {
  let after: string | undefined;
  do {
    const page = await trades.page({ accountIds: [account], ...span }, 'ascending', {
      limit: pageSize,
      after,
    });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
