import { amountText } from '#src/domain/currency-places.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { inText } from '#src/domain/in-text.ts';
import type { RefusalReason } from '#src/domain/order-reason.ts';
import { checkTerms, roomField, type TermsProblem } from '#src/domain/order-terms.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import type { MarketPrices } from '#src/domain/price-band.ts';
import type { RoomProblem } from '#src/domain/venue-room.ts';

/** Why the venue does not take a request. */
export type Refusal = {
  readonly code: 'REFUSED';
  readonly venueCode: string;
  readonly reason: RefusalReason;
};

export function refusal(reason: RefusalReason, venueCode: string = reason.code): Refusal {
  return { code: 'REFUSED', venueCode, reason };
}

/** The instrument's own rules, as a venue applies them when an order arrives. */
export function refusedByRules(
  terms: OrderTerms,
  instrument: Instrument,
  reference: Decimal | undefined,
  prices?: MarketPrices,
): Refusal | undefined {
  if (instrument.kind !== 'spot' && instrument.kind !== 'equity') {
    return refusal({ code: 'KIND_NOT_SUPPORTED', symbol: instrument.symbol });
  }
  const [problem] = checkTerms(terms, instrument, reference, prices);
  if (problem === undefined) return undefined;
  return refusal(ruleReason(problem));
}

export function refusedForRoom(problem: RoomProblem | undefined): Refusal | undefined {
  return problem && refusal(ruleReason({ field: roomField(problem), ...problem }));
}

function ruleReason(problem: TermsProblem): RefusalReason {
  const { code, field } = problem;
  switch (code) {
    case 'QUANTITY_NOT_POSITIVE':
    case 'TIME_IN_FORCE_NOT_ALLOWED':
    case 'OTHER_VENUE':
    case 'NOT_TRADABLE':
      return { code };
    case 'PRICE_NOT_POSITIVE':
    case 'PRICE_REQUIRED':
    case 'PRICE_NOT_ALLOWED':
      return { code, field };
    case 'QUANTITY_OFF_LOT': {
      const { quantity, lotSize: lot } = inText(problem);
      return { code, quantity, lot };
    }
    case 'QUANTITY_TOO_SMALL': {
      const { quantity, minimum } = inText(problem);
      return { code, quantity, minimum };
    }
    case 'QUANTITY_TOO_LARGE':
    case 'MARKET_QUANTITY_TOO_LARGE': {
      const { quantity, maximum } = inText(problem);
      return { code, quantity, maximum };
    }
    case 'POSITION_TOO_LARGE': {
      const { maximum, room } = inText(problem);
      return { code, maximum, room };
    }
    case 'TOO_MANY_ORDERS':
    case 'TOO_MANY_STOPS':
    case 'TOO_MANY_AMENDMENTS':
      return { code, most: problem.most };
    case 'PRICE_TOO_LOW':
    case 'PRICE_TOO_HIGH': {
      const { price, bound } = inText(problem);
      return { code, field, price, bound };
    }
    case 'PRICE_ABOVE_BAND':
    case 'PRICE_BELOW_BAND': {
      const { price, bound, times, basis } = inText(problem);
      return { code, price, bound, times, basis };
    }
    case 'PRICE_OFF_TICK': {
      const { price, tickSize: tick } = inText(problem);
      return { code, field, price, tick };
    }
    case 'NOTIONAL_TOO_SMALL': {
      const { notional, minimum, currency } = problem;
      return {
        code,
        notional: amountText(notional, currency, 'floor'),
        minimum: amountText(minimum, currency, 'ceiling'),
        currency,
      };
    }
    case 'NOTIONAL_TOO_LARGE': {
      const { notional, maximum, currency } = problem;
      return {
        code,
        notional: amountText(notional, currency, 'ceiling'),
        maximum: amountText(maximum, currency, 'floor'),
        currency,
      };
    }
  }
}
