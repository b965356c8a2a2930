import { Decimal } from './decimal.ts';
import {
  ledgerEntryId,
  type AccountId,
  type Currency,
  type FillId,
  type InstrumentId,
  type LedgerEntryId,
} from './ids.ts';
import type { CapitalType } from './entry-types.ts';
import type { Money } from './money.ts';

/**
 * Who says what a movement was worth: a venue's price of its moment, or the trader; or it is made of a rate of the same
 * movement into a third currency, and of the price of that at the moment; or a file of published rates has it of the day.
 */
export const rateSources = ['venue', 'trader', 'crossed', 'file'] as const;
export type RateSource = (typeof rateSources)[number];

/** Beside those that are recorded: the trade itself that turned the one into the other. */
export const toldRateSources = [...rateSources, 'trade'] as const;

/** Why a rate is not taken. */
export const rateProblems = ['NOT_POSITIVE', 'SET_ELSEWHERE'] as const;
export type RateProblem = (typeof rateProblems)[number];

/**
 * Units of `into` for one unit of a movement's currency, when it moved; of a fill, of what it was paid in. It is recorded once and for all: today's prices
 * say nothing of what was paid in then. Another one for the same movement takes its place and leaves it in the record.
 */
export type MovementRate = {
  readonly movementId: LedgerEntryId | FillId;
  readonly accountId: AccountId;
  readonly currency: Currency;
  readonly into: Currency;
  readonly rate: Decimal;
  readonly source: RateSource;
  /** Whose price it was; undefined of the trader's. */
  readonly pricedBy: InstrumentId | undefined;
  /** The third currency, of one that is crossed. */
  readonly through?: Currency | undefined;
  /** Which file of published rates has it, and of which day, which may lie before that of the movement. */
  readonly published?: { readonly file: string; readonly day: number } | undefined;
  readonly recordedAt: number;
  /** Whether points of the equity curve that were kept before counted the movement otherwise. */
  readonly revises: boolean;
};

/** What an entry brought may have been bought at another moment than it came: of that there is a rate too. */
export function ratedMovement(
  { id, time }: { readonly id: LedgerEntryId; readonly time: number },
  moment: number,
): LedgerEntryId {
  return moment === time ? id : ledgerEntryId(`${id}@${moment}`);
}

/** The rate of a movement as it is known now. */
export type KnownRate = Pick<
  MovementRate,
  'rate' | 'source' | 'pricedBy' | 'through' | 'published' | 'recordedAt'
>;

/** What is told of a rate beside the amount that it is of. */
export type ToldRate = Pick<KnownRate, 'rate' | 'through' | 'published'> & {
  readonly source: (typeof toldRateSources)[number];
};

/** What was paid in, or out where it is negative, in another currency than the portfolio's. */
export type Flow = {
  readonly id: LedgerEntryId;
  readonly accountId: AccountId;
  readonly type: CapitalType;
  readonly time: number;
  readonly cash: Money;
  readonly rate: KnownRate | undefined;
  /** As much came to another account of the portfolio, or left it, and of one of the two no rate is known: together they pay nothing in. */
  readonly cancels: boolean;
  /** It goes to another account of the portfolio, or comes from one. */
  readonly isOwn: boolean;
};

/** What was paid in less what was paid out, each flow at the rate of its moment. */
export type PaidIn = {
  /** Of those that are in the base currency, or have a rate. */
  readonly known: Decimal;
  /** How many others there are: what they were worth is not known. */
  readonly unrated: number;
};

/** Whether what was paid in is not known without its rate. */
export function needsRate({ rate, cancels }: Pick<Flow, 'rate' | 'cancels'>): boolean {
  return rate === undefined && !cancels;
}

/** In the currency of its rate; undefined without one. */
export function worthOfFlow({ cash, rate }: Pick<Flow, 'cash' | 'rate'>): Decimal | undefined {
  return rate === undefined ? undefined : cash.amount.times(rate.rate);
}

/** `inBase` is what was paid in and out in the base currency itself. */
export function paidInOf(inBase: Decimal, flows: readonly Pick<Flow, 'cash' | 'rate' | 'cancels'>[]): PaidIn {
  const counted = flows.filter(({ cancels }) => !cancels);
  const worths = counted.map(worthOfFlow).filter((worth) => worth !== undefined);
  return { known: Decimal.sum([inBase, ...worths]), unrated: counted.length - worths.length };
}

export function sumPaidIn(parts: readonly PaidIn[]): PaidIn {
  return {
    known: Decimal.sum(parts.map(({ known }) => known)),
    unrated: parts.reduce((sum, { unrated }) => sum + unrated, 0),
  };
}

/** The rate of one currency in another, of the price of a pair that trades the two one way or the other. */
export function rateOfPair(
  of: Currency,
  pair: { readonly base: Currency },
  price: Decimal,
): Decimal | undefined {
  if (!price.isPositive()) return undefined;
  return pair.base === of ? price : Decimal.one.per(price);
}
