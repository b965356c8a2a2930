import { z } from 'zod';
import { nameables } from '#src/domain/result.ts';

import { fillSources, liquidities } from '#src/domain/fill.ts';
import { orderEventSources, orderEventTypes } from '#src/domain/order-event.ts';
import { orderDetails, orderReasons } from '#src/domain/order-reason.ts';
import { bandBases } from '#src/domain/price-band.ts';
import { protectionFields } from '#src/domain/protection.ts';
import { changeableTerms } from '#src/domain/terms-change.ts';
import { said } from './coded.ts';
import { accountId, instrumentId, orderId } from './ids.ts';
import { priceUnknown, riskLimit, tooManyWorking } from './limits.ts';
import { orderWarning, warningThresholds } from './order-warnings.ts';
import {
  currencyText,
  decimalText,
  draftId,
  givenDecimal,
  idText,
  orderStatus,
  orderType,
  pageRequest,
  side,
  sortDirection,
  strategyName,
  time,
  timeInForce,
} from './values.ts';
import { lockReason } from './workspace.ts';
import { newStrategyName } from './visible-name.ts';

export const orderReason = said(orderReasons);
export type OrderReasonInfo = z.infer<typeof orderReason>;

export const orderTerms = z.object({
  accountId,
  instrumentId,
  side,
  type: orderType,
  quantity: givenDecimal,
  limitPrice: givenDecimal.optional(),
  stopPrice: givenDecimal.optional(),
  timeInForce,
});
export type OrderTermsInput = z.input<typeof orderTerms>;

/**
 * The last sign of life of the core that the screen had heard when the trader decided: what waited for a core that stood
 * still is not sent when it goes on. Missing where none was heard yet.
 */
const heardAt = z.number().optional();

/** When the workspace was last restored, as the screen knew it when the draft was begun. */
const restoredAt = time.optional();

/** The draft is spent by the first order that is made of it. */
export const placeRequest = orderTerms.extend({
  draftId,
  restoredAt,
  strategy: newStrategyName.optional(),
  heardAt,
});

const amendableTerms = z.object({
  quantity: givenDecimal,
  limitPrice: givenDecimal.optional(),
  stopPrice: givenDecimal.optional(),
});
export type AmendableTerms = z.infer<typeof amendableTerms>;

/** `seen`: the terms that the trader decided on. Of an order that has others by now nothing is sent. */
export const amendRequest = amendableTerms.extend({ orderId, seen: amendableTerms, heardAt });

/** A ticket in the middle of typing: texts as they stand in the fields. */
export const orderDraft = z.object({
  draftId: draftId.optional(),
  restoredAt,
  /** The order that it would amend: what that one holds is free for it. */
  amends: orderId.optional(),
  /** Warnings are answered where they are given. */
  thresholds: warningThresholds.optional(),
  accountId,
  instrumentId,
  side,
  type: orderType,
  quantity: z.string().max(80),
  limitPrice: z.string().max(80),
  stopPrice: z.string().max(80),
  timeInForce,
  strategy: newStrategyName.optional(),
});
export type OrderDraft = z.input<typeof orderDraft>;

const termsField = z.enum([
  ...changeableTerms,
  'timeInForce',
  'instrumentId',
  'accountId',
  ...protectionFields,
  'price',
]);

function problem<Code extends string, Values extends z.ZodRawShape>(code: Code, values: Values) {
  return z.object({ field: termsField, code: z.literal(code), ...values });
}

const mostInOne = { maximum: decimalText, lotSize: decimalText };
const atMost = { most: z.number() };
const priceBound = { bound: decimalText, tickSize: decimalText };
/** The bound is `times` the market's price, which is told by `basis`. */
const bandBound = { ...priceBound, times: decimalText, basis: z.enum(bandBases) };

/** A field that is wrong and the values that say how. The screen has the words: they are written as the trader reads. */
const fieldProblem = z.discriminatedUnion('code', [
  problem('NOT_A_NUMBER', {}),
  problem('QUANTITY_NOT_POSITIVE', {}),
  /** `nearest` is the multiple of the lot below, or the lot. */
  problem('QUANTITY_OFF_LOT', { lotSize: decimalText, nearest: decimalText }),
  problem('QUANTITY_TOO_SMALL', { minimum: decimalText, lotSize: decimalText }),
  problem('QUANTITY_TOO_LARGE', mostInOne),
  problem('MARKET_QUANTITY_TOO_LARGE', mostInOne),
  /** `room`: how much may still be bought. */
  problem('POSITION_TOO_LARGE', { maximum: decimalText, room: decimalText, lotSize: decimalText }),
  problem('PRICE_NOT_POSITIVE', {}),
  problem('PRICE_TOO_LOW', priceBound),
  problem('PRICE_TOO_HIGH', priceBound),
  problem('PRICE_ABOVE_BAND', bandBound),
  problem('PRICE_BELOW_BAND', bandBound),
  problem('PRICE_OFF_TICK', { tickSize: decimalText, below: decimalText, above: decimalText }),
  problem('PRICE_REQUIRED', {}),
  problem('PRICE_NOT_ALLOWED', {}),
  problem('NOTIONAL_TOO_SMALL', { notional: decimalText, minimum: decimalText, currency: currencyText }),
  problem('NOTIONAL_TOO_LARGE', { notional: decimalText, maximum: decimalText, currency: currencyText }),
  /** Of the account in this symbol, at its venue. */
  problem('TOO_MANY_ORDERS', atMost),
  problem('TOO_MANY_STOPS', atMost),
  problem('TOO_MANY_AMENDMENTS', atMost),
  /** What the account lacks: in cash for a buy, in holdings for a sell. `isLeast`: it needs more than that. */
  problem('NOT_ENOUGH', {
    needed: decimalText,
    isLeast: z.boolean(),
    available: decimalText,
    currency: currencyText,
    /** Of a sell. */
    lotSize: decimalText.optional(),
  }),
  problem('TIME_IN_FORCE_NOT_ALLOWED', {}),
  /** Of an amendment: as much has filled already, or more. */
  problem('QUANTITY_FILLED', { filled: decimalText, lotSize: decimalText }),
  problem('NOT_TRADABLE', {}),
  /** The account is at another one. */
  problem('OTHER_VENUE', {}),
]);
export type FieldProblem = z.infer<typeof fieldProblem>;

export const order = z.object({
  id: idText,
  clientOrderId: idText,
  brokerOrderId: z.string().optional(),
  accountId: idText,
  instrumentId: idText,
  side,
  type: orderType,
  quantity: decimalText,
  limitPrice: decimalText.optional(),
  stopPrice: decimalText.optional(),
  timeInForce,
  status: orderStatus,
  filledQuantity: decimalText,
  remainingQuantity: decimalText,
  averagePrice: decimalText.optional(),
  /** Why it ended, where it did not fill. */
  reason: orderReason.optional(),
  active: z.boolean(),
  external: z.boolean(),
  strategy: z.string().optional(),
  createdAt: time,
  updatedAt: time,
});
export type OrderInfo = z.infer<typeof order>;

/** Unknown figures are missing. */
export const orderEstimate = z.object({
  /** The order that spent the draft, where one has: there is nothing left to place. */
  placed: order.optional(),
  problems: z.array(fieldProblem),
  /** Why a limit would refuse it now. */
  refusal: z.discriminatedUnion('code', [riskLimit, priceUnknown, tooManyWorking]).optional(),
  /** What is allowed and probably not meant. */
  warnings: z.array(orderWarning),
  price: decimalText.optional(),
  /** The limit, by the price of now, as which a market order leaves for a venue that knows none. */
  marketLimit: decimalText.optional(),
  /** Of what is still to fill, where an order is amended; the fee too. */
  notional: decimalText.optional(),
  fee: decimalText.optional(),
  currency: currencyText,
});
/** What can be spent: free cash for a buy, free holdings for a sell. */
export const availableRequest = z.object({ accountId, instrumentId, side });
/** `available`: missing where only the venue knows it. */
export const availableAmount = z.object({ available: decimalText.optional(), currency: currencyText });

export type OrderEstimate = z.infer<typeof orderEstimate>;

/** `alreadyPlaced`: this order spent the draft before; nothing was sent now. */
export const placedOrder = z.object({ order, alreadyPlaced: z.boolean() });

export const fill = z.object({
  id: idText,
  orderId: idText.optional(),
  /** What its order is called, here and at the venue; missing where the fill is of none. */
  clientOrderId: idText.optional(),
  accountId: idText,
  instrumentId: idText,
  venueTradeId: z.string(),
  side,
  quantity: decimalText,
  price: decimalText,
  notional: decimalText,
  currency: currencyText,
  fee: decimalText.optional(),
  feeCurrency: currencyText.optional(),
  /** By the fee schedule of the account, where nobody told the fee: it is recorded nowhere. */
  estimatedFee: z.object({ currency: currencyText, amount: decimalText }).optional(),
  liquidity: z.enum(liquidities).optional(),
  source: z.enum(fillSources),
  time,
});
export type FillInfo = z.infer<typeof fill>;

export const orderEvent = z.object({
  sequence: z.number().int(),
  type: z.enum(orderEventTypes),
  source: z.enum(orderEventSources),
  status: orderStatus,
  time,
  receivedAt: time,
  detail: said(orderDetails),
  /** What an amendment changes; `from` is missing where the record does not say it. */
  changes: z.array(
    z.object({
      term: z.enum(changeableTerms),
      from: decimalText.optional(),
      to: decimalText,
    }),
  ),
});
export type OrderEventInfo = z.infer<typeof orderEvent>;

export const orderFilter = z.object({
  accountId: accountId.optional(),
  instrumentId: instrumentId.optional(),
  statuses: z.array(orderStatus).optional(),
  side: side.optional(),
  strategy: strategyName.optional(),
  /** Placed for no strategy. */
  noStrategy: z.boolean().optional(),
  activeOnly: z.boolean().optional(),
  from: time.optional(),
  to: time.optional(),
});
export type OrderFilterInput = z.input<typeof orderFilter>;

const orderSort = z.object({
  by: z.enum(['time', 'symbol', 'status', 'quantity', 'price']),
  direction: sortDirection,
});
export type OrderSortInput = z.infer<typeof orderSort>;

/** Asks for an exact total, which takes as long as there are many rows. */
const countAll = z.boolean().optional();

export const ordersPageRequest = pageRequest.extend({ filter: orderFilter, sort: orderSort, countAll });

export const fillFilter = z.object({
  accountId: accountId.optional(),
  instrumentId: instrumentId.optional(),
  orderId: orderId.optional(),
  side: side.optional(),
  from: time.optional(),
  to: time.optional(),
});

export const fillsPageRequest = pageRequest.extend({
  filter: fillFilter,
  direction: sortDirection,
  countAll,
});

export const invalidTerms = z.object({ code: z.literal('INVALID_TERMS'), problems: z.array(fieldProblem) });
/** The order is not what the trader saw any more. */
export const orderChanged = z.object({ code: z.literal('ORDER_CHANGED'), now: amendableTerms });
/** What the order will be depends on an amendment that has no outcome yet. */
export const amendmentUnderWay = z.object({ code: z.literal('AMENDMENT_UNDER_WAY'), to: amendableTerms });
/** The draft was placed before, with other terms, as this order. */
export const draftSpent = z.object({ code: z.literal('DRAFT_SPENT'), order });
/** The workspace was restored since the draft was begun: it may have been placed before, and nothing was sent now. */
export const draftOfReplaced = z.object({ code: z.literal('DRAFT_OF_REPLACED') });
export const accountLocked = z.object({ code: z.literal('ACCOUNT_LOCKED'), reason: lockReason });
/** By the trader: it places nothing until it is enabled again. */
export const accountDisabled = z.object({ code: z.literal('ACCOUNT_DISABLED'), accountId: idText });
/** The core did not answer, or came to it too long after the trader had decided: nothing was sent, and nothing will be. */
export const notSent = z.object({ code: z.literal('NOT_SENT') });
export const notActive = z.object({ code: z.literal('NOT_ACTIVE'), status: orderStatus });
export const refused = z.object({ code: z.literal('REFUSED'), venueCode: z.string(), reason: orderReason });
export const notFound = z.object({ code: z.literal('NOT_FOUND'), what: z.enum(nameables), id: z.string() });
/** The venue may have the request. It is never sent again by itself. */
export const outcomeUnknown = z.object({ code: z.literal('OUTCOME_UNKNOWN'), reason: orderReason });
