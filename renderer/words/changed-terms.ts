import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { Format } from '#renderer/format/format.ts';

type Term = 'quantity' | 'limitPrice' | 'stopPrice' | 'filledQuantity';

/** Which of these of an order are no longer what they were, in words; undefined where all are. */
export function changedTerms(
  before: OrderInfo,
  now: OrderInfo,
  terms: readonly Term[],
  { instrument, format }: { readonly instrument: InstrumentInfo | undefined; readonly format: Format },
): string | undefined {
  const changes = terms
    .filter((term) => now[term] !== before[term])
    .map((term) => termWords(term, now, instrument, format));
  if (changes.length === 0) return undefined;
  return `This order was changed elsewhere: ${changes.join(', ')}. Begin anew from what it is.`;
}

function termWords(
  term: Term,
  now: OrderInfo,
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  switch (term) {
    case 'quantity':
      return `its quantity is ${format.quantity(now.quantity, instrument)} now`;
    case 'limitPrice':
      return `its limit price is ${format.price(now.limitPrice, instrument)} now`;
    case 'stopPrice':
      return `its stop price is ${format.price(now.stopPrice, instrument)} now`;
    case 'filledQuantity':
      return `${format.quantity(now.filledQuantity, instrument)} of it is filled now`;
  }
}
