import { useMemo } from 'react';
import type { OrderDraft, OrderTermsInput } from '#src/contract/orders.ts';
import { newStrategyName } from '#src/contract/visible-name.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { FieldWords } from '#renderer/words/problem-words.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { DraftPlace, TicketDraft } from './ticket-store.ts';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';
import { say } from '#renderer/words/say.ts';

/** The ticket as a question to the core: undefined until an account and an instrument are chosen. */
export function useOrderDraft(place: DraftPlace | undefined, draft: TicketDraft): OrderDraft | undefined {
  const separators = usePreferencesStore((state) => state.separators);
  const instrument = useLiveStore((state) =>
    place === undefined ? undefined : state.instruments[place.instrumentId],
  );
  const thresholds = usePreferencesStore((state) => state.warningThresholds);
  return useMemo(() => {
    if (place === undefined) return undefined;
    // What cannot be read is left out, as if it were missing: the field itself says why.
    const read = (text: string, step: string | undefined, unit: string | undefined): string => {
      const reading = parseNumber(text, separators, { step, unit });
      return reading.ok ? reading.value.toString() : '';
    };
    const price = (text: string): string => read(text, instrument?.tickSize, instrument?.quote);
    return {
      ...place,
      draftId: draft.id,
      restoredAt: draft.restoredAt,
      thresholds,
      side: draft.side,
      type: draft.type,
      quantity: read(draft.quantity, instrument?.lotSize, instrument?.base),
      limitPrice: hasLimit(draft.type) ? price(draft.limitPrice) : '',
      stopPrice: hasStop(draft.type) ? price(draft.stopPrice) : '',
      timeInForce: draft.timeInForce,
      strategy: strategyOf(draft.strategy),
    };
  }, [place, draft, instrument, separators, thresholds]);
}

/** As it will be recorded: what is seen of it, and none where nothing is. */
function strategyOf(text: string): string | undefined {
  const read = newStrategyName.safeParse(text);
  return read.success ? read.data : undefined;
}

/** What has not been filled in yet: the core says nothing of it while the trader types. */
export function missingTerms(draft: OrderDraft): readonly FieldWords[] {
  const terms = [
    { field: 'quantity', needed: true, words: say('problem.enterQuantity') },
    { field: 'limitPrice', needed: hasLimit(draft.type), words: say('problem.enterLimitPrice') },
    { field: 'stopPrice', needed: hasStop(draft.type), words: say('problem.enterStopPrice') },
  ] as const;
  return terms
    .filter(({ field, needed }) => needed && draft[field] === '')
    .map(({ field, words }) => ({ field, message: words, fills: [] }));
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
