import { amountText } from '#src/domain/currency-places.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { checkTerms, type TermsProblem } from '#src/domain/order-terms.ts';
import type { OrderTerms } from '#src/domain/order.ts';

/** Why the venue does not take a request; `venueCode` is stable, `reason` is for a person. */
export type Refusal = { readonly code: 'REFUSED'; readonly venueCode: string; readonly reason: string };

export function refusal(venueCode: string, reason: string): Refusal {
  return { code: 'REFUSED', venueCode, reason };
}

/** The instrument's own rules, as a venue applies them when an order arrives. */
export function refusedByRules(
  terms: OrderTerms,
  instrument: Instrument,
  reference: Decimal | undefined,
): Refusal | undefined {
  if (instrument.kind !== 'spot' && instrument.kind !== 'equity') {
    return refusal(
      'KIND_NOT_SUPPORTED',
      `a paper account trades spot and equity, and ${instrument.symbol} is of kind ${instrument.kind}`,
    );
  }
  const [problem] = checkTerms(terms, instrument, reference);
  if (problem === undefined) return undefined;
  return refusal(problem.code, `${fieldNames[problem.field]} ${describe(problem)}`);
}

const fieldNames: Record<TermsProblem['field'], string> = {
  quantity: 'quantity',
  limitPrice: 'limit price',
  stopPrice: 'stop price',
  timeInForce: 'time in force',
  instrumentId: 'the instrument',
};

function describe(problem: TermsProblem): string {
  switch (problem.code) {
    case 'QUANTITY_NOT_POSITIVE':
    case 'PRICE_NOT_POSITIVE':
      return 'must be above zero';
    case 'QUANTITY_OFF_LOT':
      return `${problem.quantity.toString()} is no multiple of the lot ${problem.lotSize.toString()}`;
    case 'QUANTITY_TOO_SMALL':
      return `${problem.quantity.toString()} is below the minimum of ${problem.minimum.toString()}`;
    case 'QUANTITY_TOO_LARGE':
      return `${problem.quantity.toString()} is above the maximum of ${problem.maximum.toString()}`;
    case 'PRICE_OFF_TICK':
      return `${problem.price.toString()} is no multiple of the tick ${problem.tickSize.toString()}`;
    case 'PRICE_REQUIRED':
      return 'is missing';
    case 'PRICE_NOT_ALLOWED':
      return 'does not belong to this type of order';
    case 'NOTIONAL_TOO_SMALL':
      return `makes ${amountText(problem.notional, problem.currency, 'floor')}, below the minimum notional of ${amountText(problem.minimum, problem.currency, 'ceiling')}`;
    case 'TIME_IN_FORCE_NOT_ALLOWED':
      return 'does not fit a stop order';
    case 'OTHER_VENUE':
      return 'is traded at another venue';
    case 'NOT_TRADABLE':
      return 'is halted';
  }
}
