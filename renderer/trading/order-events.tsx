import { reasonWords } from '#renderer/words/coded-words.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderEventInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { OrderStatus } from './order-status.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import classes from './order-history.module.css';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

/** What happened to an order, to the millisecond: by the venue's clock, and by ours where it was heard of later. */
export function OrderEvents({
  events,
  instrumentId,
}: {
  readonly events: readonly OrderEventInfo[];
  readonly instrumentId: string | undefined;
}) {
  const say = useSay();
  const format = useFormat();
  const instrument = useLiveStore((state) =>
    instrumentId === undefined ? undefined : state.instruments[instrumentId],
  );
  return (
    <section aria-label={say('order.events')} className={classes['scroll']} tabIndex={0}>
      <h3 className={classes['heading']}>{say('order.events')}</h3>
      <table className={`${classes['table']} td-number`}>
        <thead>
          <tr>
            <th>{say('order.time')}</th>
            <th>{say('order.event')}</th>
            <th>{say('order.status')}</th>
            <th>{say('order.from')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.sequence}>
              <td className={classes['time']}>
                {format.exactTime(event.time)}
                {event.receivedAt !== event.time && (
                  <div className={classes['received']}>
                    {say('order.received', { time: receivedText(event, format) })}
                  </div>
                )}
              </td>
              <td>
                {say(`order.event_${event.type}`)}
                <div className={classes['detail']}>
                  {event.changes.length === 0
                    ? reasonWords(event.detail, format)
                    : event.changes.map((change) => (
                        <div key={change.term}>{changeText(say, change, instrument, format)}</div>
                      ))}
                </div>
              </td>
              <td>
                <OrderStatus status={event.status} />
              </td>
              <td>{say(`order.source_${event.source}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The clock alone where the day is the same. */
function receivedText({ time, receivedAt }: OrderEventInfo, format: Format): string {
  const [at, received] = [format.exactTime(time), format.exactTime(receivedAt)];
  return format.date(time) === format.date(receivedAt) ? received.slice(at.indexOf(' ') + 1) : received;
}

function changeText(
  say: Say,
  { term, from, to }: OrderEventInfo['changes'][number],
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  const isQuantity = term === 'quantity';
  const unit = (isQuantity ? instrument?.base : instrument?.quote) ?? '';
  const shown = (text: string): string =>
    isQuantity ? format.quantity(text, instrument) : format.price(text, instrument);
  const change = from === undefined ? shown(to) : `${shown(from)} → ${shown(to)}`;
  return say('order.change', { term: say(`order.${term}`), change: `${change} ${unit}`.trim() });
}
