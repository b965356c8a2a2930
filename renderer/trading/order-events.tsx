import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderEventInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { OrderStatus } from './order-status.tsx';
import { termWords } from '#renderer/words/order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import classes from './order-history.module.css';

const eventWords: Record<OrderEventInfo['type'], string> = {
  created: 'Decided',
  accepted: 'Accepted',
  triggered: 'Stop price reached',
  filled: 'Filled',
  amended: 'Amended',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  expired: 'Expired',
  unconfirmed: 'Not confirmed',
  overfilled: 'Overfilled',
  'cancel-requested': 'Cancel asked for',
  'amend-requested': 'Amendment asked for',
};

const sourceWords: Record<OrderEventInfo['source'], string> = {
  trader: 'You',
  answer: 'Venue, answering',
  stream: 'Venue, by itself',
  query: 'Venue, when asked',
  recovery: 'Recovery',
  import: 'Import',
};

/** What happened to an order, to the millisecond: by the venue's clock, and by ours where it was heard of later. */
export function OrderEvents({
  events,
  instrumentId,
}: {
  readonly events: readonly OrderEventInfo[];
  readonly instrumentId: string | undefined;
}) {
  const format = useFormat();
  const instrument = useLiveStore((state) =>
    instrumentId === undefined ? undefined : state.instruments[instrumentId],
  );
  return (
    <section aria-label="Events" className={classes['scroll']} tabIndex={0}>
      <h3 className={classes['heading']}>Events</h3>
      <table className={`${classes['table']} td-number`}>
        <thead>
          <tr>
            <th>Time</th>
            <th>Event</th>
            <th>Status</th>
            <th>From</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.sequence}>
              <td className={classes['time']}>
                {format.exactTime(event.time)}
                {event.receivedAt !== event.time && (
                  <div className={classes['received']}>received {receivedText(event, format)}</div>
                )}
              </td>
              <td>
                {eventWords[event.type]}
                <div className={classes['detail']}>
                  {event.changes.length === 0
                    ? format.report(event.detail)
                    : event.changes.map((change) => (
                        <div key={change.term}>{changeText(change, instrument, format)}</div>
                      ))}
                </div>
              </td>
              <td>
                <OrderStatus status={event.status} />
              </td>
              <td>{sourceWords[event.source]}</td>
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
  { term, from, to }: OrderEventInfo['changes'][number],
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  const isQuantity = term === 'quantity';
  const unit = (isQuantity ? instrument?.base : instrument?.quote) ?? '';
  const shown = (text: string): string =>
    isQuantity ? format.quantity(text, instrument) : format.price(text, instrument);
  const change = from === undefined ? shown(to) : `${shown(from)} → ${shown(to)}`;
  return `${termWords[term]} ${change} ${unit}`.trim();
}
