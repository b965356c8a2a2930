import { useFormat } from '#renderer/controls/use-format.ts';
import { tradesWords } from '#renderer/words/account-words.ts';
import { workingTime } from '#renderer/words/order-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import type { Review } from '#renderer/trading/place-draft.ts';
import { useDayOrderWords } from '#renderer/panels/order-ticket/use-day-order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** The whole order once more, as it would be sent. */
export function OrderSummary({ draft, estimate }: Pick<Review, 'draft' | 'estimate'>) {
  const say = useSay();
  const format = useFormat();
  const goodForDay = useDayOrderWords();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  const account = useLiveStore((state) => state.accounts.find((other) => other.id === draft.accountId));
  const lines: readonly (readonly [string, string])[] = [
    [say('ticket.account'), account?.name ?? draft.accountId],
    ...(account === undefined ? [] : [[say('order.money'), tradesWords(account)] as const]),
    [
      say('ticket.type'),
      say('order.typeAndTime', {
        type: say(`order.${draft.type}`),
        time: say(`order.${workingTime(draft)}`),
      }),
    ],
    ...(workingTime(draft) === 'DAY' ? [[say('order.good'), goodForDay] as const] : []),
    [say('ticket.quantity'), `${format.quantity(draft.quantity, instrument)} ${instrument?.base ?? ''}`],
    ...(hasStop(draft.type) ? [[say('ticket.stopPrice'), priceText(draft.stopPrice)] as const] : []),
    ...(hasLimit(draft.type)
      ? [[say('ticket.limitPrice'), priceText(draft.limitPrice)] as const]
      : [
          [
            say('order.price'),
            estimate.price === undefined
              ? say('order.atMarket')
              : say('order.atMarketAbout', { price: priceText(estimate.price) }),
          ] as const,
        ]),
    ...(estimate.marketLimit === undefined
      ? []
      : [
          [
            say('order.marketLimit'),
            say('order.marketLimitAbout', { price: priceText(estimate.marketLimit) }),
          ] as const,
        ]),
    ...(draft.strategy === undefined ? [] : [[say('ticket.strategy'), draft.strategy] as const]),
    [say('order.estimatedNotional'), format.money(estimate.notional, estimate.currency)],
    [say('order.estimatedFee'), format.feeMoney(estimate.fee, estimate.currency)],
  ];

  function priceText(price: string): string {
    return `${format.price(price, instrument)} ${instrument?.quote ?? ''}`;
  }

  return (
    <>
      <p className={classes['summaryTitle']}>
        {say('ticket.subject', { side: draft.side, symbol: instrument?.symbol ?? draft.instrumentId })}
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
