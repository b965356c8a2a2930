import { useMemo } from 'react';
import type { FieldProblem, OrderDraft, OrderTermsInput } from '#src/contract/orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { hasLimit, hasStop } from '#renderer/panels/order-ticket/order-words.ts';
import type { Separators } from '#renderer/format/number.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import type { DraftPlace, TicketDraft } from '#renderer/stores/ticket-store.ts';

/** The ticket as a question to the core: undefined until an account and an instrument are chosen. */
export function useOrderDraft(place: DraftPlace | undefined, draft: TicketDraft): OrderDraft | undefined {
  const separators = usePreferencesStore((state) => state.separators);
  return useMemo(() => {
    if (place === undefined) return undefined;
    return {
      ...place,
      draftId: draft.id,
      side: draft.side,
      type: draft.type,
      quantity: typed(draft.quantity, separators),
      limitPrice: hasLimit(draft.type) ? typed(draft.limitPrice, separators) : '',
      stopPrice: hasStop(draft.type) ? typed(draft.stopPrice, separators) : '',
      timeInForce: draft.timeInForce,
    };
  }, [place, draft, separators]);
}

/** What has not been filled in yet: the core says nothing of it while the trader types. */
export function missingTerms(draft: OrderDraft): readonly FieldProblem[] {
  const terms = [
    { field: 'quantity', needed: true, words: 'Enter a quantity.' },
    { field: 'limitPrice', needed: hasLimit(draft.type), words: 'Enter a limit price.' },
    { field: 'stopPrice', needed: hasStop(draft.type), words: 'Enter a stop price.' },
  ] as const;
  return terms
    .filter(({ field, needed }) => needed && draft[field] === '')
    .map(({ field, words }) => ({ field, code: 'MISSING', message: words }));
}

/** The terms of a draft that the core found no problem with; undefined where a field is no number. */
export function termsOf(draft: OrderDraft): OrderTermsInput | undefined {
  const quantity = Decimal.parse(draft.quantity);
  const limitPrice = Decimal.parse(draft.limitPrice);
  const stopPrice = Decimal.parse(draft.stopPrice);
  if (quantity === undefined) return undefined;
  if (hasLimit(draft.type) && limitPrice === undefined) return undefined;
  if (hasStop(draft.type) && stopPrice === undefined) return undefined;
  return {
    accountId: draft.accountId,
    instrumentId: draft.instrumentId,
    side: draft.side,
    type: draft.type,
    quantity: quantity.toString(),
    ...(limitPrice === undefined ? {} : { limitPrice: limitPrice.toString() }),
    ...(stopPrice === undefined ? {} : { stopPrice: stopPrice.toString() }),
    timeInForce: draft.timeInForce,
  };
}

/**
 * Without the commas of well-formed thousands (1,234.5), where the trader's setting reads them so. Anything else
 * stays as typed: "1,5" is no number, and the core says so, rather than that it became 15.
 */
export function typed(text: string, separators: Separators): string {
  const plain = text.trim();
  if (separators === 'point-comma') return plain.slice(0, 80);
  return /^\d{1,3}(?:[,\u202f ]\d{3})+(?:\.\d*)?$/.test(plain)
    ? plain.replaceAll(/[,\u202f ]/g, '')
    : plain.slice(0, 80);
}
