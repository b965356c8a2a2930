import { z } from 'zod';

import { protectionFields } from '#src/domain/protection.ts';
import { statements } from './balances.ts';
import { accountId, instrumentId, portfolioId } from './ids.ts';
import { givenPrice } from './prices.ts';
import { listOf } from './list.ts';
import {
  currencyText,
  decimalText,
  givenDecimal,
  idText,
  lotMethod,
  pageRequest,
  purse,
  side,
  strategyName,
  time,
} from './values.ts';

/** Noted by the trader for what is held: no order is made of them. */
const protectionPrices = { stopLoss: decimalText.optional(), takeProfit: decimalText.optional() };

/** A round trip. Amounts are in `currency`, the instrument's settle currency; unknown figures are missing. */
export const position = z.object({
  id: idText,
  accountId: idText,
  /** A coin by its code, in whatever it was traded; anything else by its instrument. */
  held: idText,
  /** Where it is priced and closed. */
  instrumentId: idText,
  /** BUY for long, SELL for short: the side that opened it. */
  side,
  /** Signed; zero once closed. */
  quantity: decimalText,
  averagePrice: decimalText.optional(),
  averageExit: decimalText.optional(),
  enteredQuantity: decimalText,
  mark: decimalText.optional(),
  /** Where the mark is from that is not the market's own. */
  markFrom: z
    .object({
      source: z.enum(['hand', 'candle', 'market']),
      time: time.optional(),
      instrumentId: idText.optional(),
    })
    .optional(),
  marketValue: decimalText.optional(),
  /** None where a part has a cost that is not known, as what was paid in. */
  cost: decimalText.optional(),
  /** How much of the quantity that is. */
  uncosted: decimalText.optional(),
  unrealised: decimalText.optional(),
  /** None where a part was sold with a result that is not known. */
  realised: decimalText.optional(),
  /** How much that is, and how much of that never came in as far as the record knows. */
  undecided: decimalText.optional(),
  unseen: decimalText.optional(),
  /** Of dust: the least that could be traded when a fill left it. It is no position. */
  dustBelow: decimalText.optional(),
  /** Those that were paid. None where a fill’s fee is neither known nor estimated: the others would be only a part. */
  fees: purse.optional(),
  /** Of fills whose fee is not known, by the fee schedule of the account; `net` is less these too. */
  estimatedFees: purse.optional(),
  /** Where a fill’s fee is neither known nor estimated: those that are known, and how many are not. */
  partOfFees: z.object({ known: purse, unknown: z.number().int() }).optional(),
  /** Realised less fees, where all fees are known and in `currency`. */
  net: decimalText.optional(),
  currency: currencyText,
  method: lotMethod,
  openedAt: time,
  updatedAt: time,
  closedAt: time.optional(),
  ...protectionPrices,
});
export type PositionInfo = z.infer<typeof position>;

/** A sum, or the part of it that is known and what is missing from it: that part is never shown without. */
export const partialSum = z.discriminatedUnion('isWhole', [
  z.object({ isWhole: z.literal(true), total: decimalText }),
  z.object({
    isWhole: z.literal(false),
    /** Missing where it would say nothing, as of a profit that lacks what was paid in already. */
    known: decimalText.optional(),
    missing: z.object({
      /** How many have no price. */
      positions: z.number().int(),
      /** Those without a rate. */
      currencies: z.array(currencyText),
      /** How many deposits and withdrawals have no rate of their moment. */
      flows: z.number().int(),
      /** How many fills have no known fee. */
      fees: z.number().int(),
      /** How many positions have a part of unknown cost. */
      costs: z.number().int(),
      /** How many round trips have a part of unknown result. */
      results: z.number().int(),
      /** How many round trips sold what never came in, as far as the record knows. */
      purchases: z.number().int(),
      /** How much was earned or charged whose worth, or its rate, is not known. */
      movements: z.number().int(),
    }),
  }),
]);
export type PartialSumInfo = z.infer<typeof partialSum>;

/** No figure is there while an import is half in. */
export const valuation = z.object({
  portfolioId: idText,
  currency: currencyText,
  cash: partialSum.optional(),
  marketValue: partialSum.optional(),
  equity: partialSum.optional(),
  unrealised: partialSum.optional(),
  realised: partialSum.optional(),
  /** Earned without a sale, less the tax that was withheld from it. */
  income: partialSum.optional(),
  /** Of trades and of accounts. */
  fees: partialSum.optional(),
  /** The part of them that no round trip has; missing where there is none. */
  accountFees: partialSum.optional(),
  /** By fee schedules, where something is: taken off net profit, and of no cash. */
  estimatedFees: partialSum.optional(),
  netProfit: partialSum.optional(),
  /** What coins had gained before they were paid in, and here until they were paid out; missing where there is none. */
  gainBroughtIn: partialSum.optional(),
  gainTakenOut: partialSum.optional(),
  /** Adjustments, and what was lost; missing where there is none. */
  other: partialSum.optional(),
  /** What rates made of money and of what was paid with it: all that no other figure has; missing where it is nothing, or is not known. */
  currencyEffect: decimalText.optional(),
  /** What was paid in less what was paid out, each at the rate of its moment. */
  deposited: partialSum.optional(),
  /** Missing until it is known what happened since the trader's day began. */
  day: z
    .object({
      from: time,
      /** Of the clock by which the day begins. */
      zone: z.string(),
      profit: decimalText.optional(),
      /** Symbols whose price at the beginning of the day, or when something was paid in or out, is not known. */
      unknown: z.array(z.string()),
    })
    .optional(),
  maxDrawdown: decimalText.optional(),
  /** The greatest share of a peak that was lost: often of another fall than the deepest. */
  maxDrawdownShare: decimalText.optional(),
  /** What any of the figures lacks: instruments that are held without a price, currencies without a rate. */
  missing: z
    .object({ instrumentIds: z.array(idText), currencies: z.array(currencyText), flows: z.number().int() })
    .optional(),
  /** What the trader gave for prices that the market does not tell, of what is held and of the currencies. */
  given: z.array(givenPrice).optional(),
  /** Balances that statements give of its accounts; missing where none is entered. */
  statements: statements.optional(),
  /** An import into the portfolio, or its undo, is under way or half done: no figure is known until it is whole. */
  halfImported: z.literal(true).optional(),
  balances: purse,
  /** Grows when the past of the equity curve changes; missing until then. */
  curve: z.number().int().optional(),
  time,
});
export type ValuationInfo = z.infer<typeof valuation>;

/** What prices make of a position, as long as it is of this quantity and cost. */
const mark = position.pick({
  id: true,
  quantity: true,
  cost: true,
  mark: true,
  markFrom: true,
  marketValue: true,
  unrealised: true,
});
export type MarkInfo = z.infer<typeof mark>;

/** A portfolio at the last prices, and its open positions. */
export const valuedPortfolio = z.object({ valuation, marks: listOf(mark) });
export type ValuedPortfolio = z.infer<typeof valuedPortfolio>;

export const performance = z.object({
  trades: z.number().int(),
  wins: z.number().int(),
  losses: z.number().int(),
  winRate: decimalText.optional(),
  profitFactor: decimalText.optional(),
  averageWin: decimalText.optional(),
  averageLoss: decimalText.optional(),
  grossProfit: decimalText,
  grossLoss: decimalText,
  /** Closed trades left out of these figures because their fees are in a currency without a known rate. */
  leftOut: z.number().int(),
  /** Closed trades in them whose result rests on an estimated fee. */
  estimated: z.number().int(),
  /** As the valuation beside it has them. */
  maxDrawdown: decimalText.optional(),
  maxDrawdownShare: decimalText.optional(),
});
export type PerformanceInfo = z.infer<typeof performance>;

export const equityPoint = z.object({
  time,
  equity: decimalText.optional(),
  cash: decimalText.optional(),
  deposited: decimalText.optional(),
});
export type EquityPoint = z.infer<typeof equityPoint>;
export const equityCurve = z.object({
  points: listOf(equityPoint),
  /** When history was imported: equity is interrupted there, since what an import brings is no gain of its moment. */
  breaks: listOf(time),
});

/** What an account holds, by side: round trips may be made anew under other ids. */
const protectionField = z.enum(protectionFields);
/** Only what the trader changed: what another screen notes meanwhile stays. Without a price the note is taken away. */
export const protectRequest = z.object({
  accountId,
  instrumentId,
  side,
  field: protectionField,
  price: givenDecimal.optional(),
});
/** All that is noted for it. */
export const protection = z.object({ accountId: idText, instrumentId: idText, side, ...protectionPrices });
export type ProtectionInfo = z.infer<typeof protection>;
export const protectionWarning = z.object({
  field: protectionField,
  price: decimalText,
  /** Which is at the price already, or beyond it. */
  market: decimalText,
});
export type ProtectionWarningInfo = z.infer<typeof protectionWarning>;
/** Nothing is held there on that side any more. */
export const notHeld = z.object({ code: z.literal('NOT_HELD'), side });

export const portfolioRequest = z.object({ portfolioId });
export const equityRequest = z.object({ portfolioId, from: time, to: time });
export const tripFilter = z.object({
  accountId: accountId.optional(),
  instrumentId: instrumentId.optional(),
  side: side.optional(),
  /** When it was closed, from inclusive, to exclusive. */
  from: time.optional(),
  to: time.optional(),
});
export const historyRequest = pageRequest.extend({ portfolioId, filter: tripFilter.optional() });
/** Round trips that were closed at `from` or later. */
export const strategyRequest = z.object({ strategy: strategyName });
export const tripsOfStrategyRequest = historyRequest
  .omit({ filter: true })
  .extend({ ...strategyRequest.shape, from: time, until: time.optional() });
