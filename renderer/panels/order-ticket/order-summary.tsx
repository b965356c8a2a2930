import { useFormat } from '#renderer/controls/use-format.ts';
import { sideWord, timeInForceWords } from '#renderer/words/ticket-words.ts';
import { orderTypeWords, workingTime } from '#renderer/words/order-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import type { Review } from '#renderer/trading/place-draft.ts';
import { useDayOrderWords } from '#renderer/panels/order-ticket/use-day-order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';

/** The whole order once more, as it would be sent. */
export function OrderSummary({ draft, estimate }: Pick<Review, 'draft' | 'estimate'>) {
  const format = useFormat();
  const goodForDay = useDayOrderWords();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  const account = useLiveStore((state) => state.accounts.find((other) => other.id === draft.accountId));
  const lines: readonly (readonly [string, string])[] = [
    ['Account', account?.name ?? draft.accountId],
    ['Type', `${orderTypeWords[draft.type]}, ${timeInForceWords[workingTime(draft)]}`],
    ...(workingTime(draft) === 'DAY' ? [['Good', goodForDay] as const] : []),
    ['Quantity', `${format.quantity(draft.quantity, instrument)} ${instrument?.base ?? ''}`],
    ...(hasStop(draft.type) ? [['Stop price', priceText(draft.stopPrice)] as const] : []),
    ...(hasLimit(draft.type)
      ? [['Limit price', priceText(draft.limitPrice)] as const]
      : [
          [
            'Price',
            estimate.price === undefined ? 'market' : `market, about ${priceText(estimate.price)}`,
          ] as const,
        ]),
    ...(draft.strategy === undefined ? [] : [['Strategy', draft.strategy] as const]),
    ['Estimated notional', format.money(estimate.notional, estimate.currency)],
    ['Estimated fee', format.feeMoney(estimate.fee, estimate.currency)],
  ];

  function priceText(price: string): string {
    return `${format.price(price, instrument)} ${instrument?.quote ?? ''}`;
  }

  return (
    <>
      <p className={classes['summaryTitle']}>
        {sideWord(draft.side)} {instrument?.symbol ?? draft.instrumentId}
      </p>
      <dl className={classes['summary']}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="td-number">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
