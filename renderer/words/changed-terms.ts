import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { Format } from '#renderer/format/format.ts';
import { say } from './say.ts';

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
  return say('order.changedElsewhere', { changes: changes.join(', ') });
}

function termWords(
  term: Term,
  now: OrderInfo,
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  const isPrice = term === 'limitPrice' || term === 'stopPrice';
  const value = isPrice ? format.price(now[term], instrument) : format.quantity(now[term], instrument);
  return say(`order.changed_${term}`, { value });
}
