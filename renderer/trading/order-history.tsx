import { Alert } from '@mantine/core';
import type { CallOutput } from '#src/contract/contract.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { SideDialog } from '#renderer/controls/dialog.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { type Fact, FactList, useOrderFacts } from './order-facts.tsx';
import { OrderStatus, orderStatuses } from './order-status.tsx';
import { orderIn, useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { OrderEvents } from './order-events.tsx';
import classes from './order-history.module.css';

type History = CallOutput<'orders.history'>;

/**
 * Everything that is recorded about one order. It is fetched again with each change of the order: its last time says of
 * none that a clock which was set back has dated before another.
 */
export function OrderHistory({
  orderId,
  known,
  onClose,
}: {
  readonly orderId: string;
  readonly known: OrderInfo | undefined;
  readonly onClose: () => void;
}) {
  const live = useLiveStore((state) => orderIn(state, orderId));
  const answer = useAnswer('orders.history', { orderId }, live);
  const history = answer?.ok === true ? answer.value : undefined;
  // Of one that ended while nothing was heard, what was known when this was opened is not true any more.
  const order = live ?? history?.order ?? known;
  const unconfirmed = history?.events.at(-1)?.status === 'UNCONFIRMED';
  return (
    <SideDialog opened onClose={onClose} title="Order history" position="right" size="lg">
      <p className={classes['id']}>{order?.clientOrderId ?? orderId}</p>
      {order !== undefined && <OrderFacts order={order} />}
      {answer?.ok === false && <FailureNote action="Loading the history" failure={answer.error} />}
      {unconfirmed && (
        <Alert color="yellow" title="The venue has not confirmed this order">
          {orderStatuses.UNCONFIRMED.meaning}
        </Alert>
      )}
      {answer === undefined && <LoadingPart name="the history" />}
      {history !== undefined && (
        <>
          <OrderEvents events={history.events} instrumentId={order?.instrumentId} />
          <Fills fills={history.fills} />
        </>
      )}
    </SideDialog>
  );
}

function OrderFacts({ order }: { readonly order: OrderInfo }) {
  const format = useFormat();
  const facts = useOrderFacts(order);
  const status: Fact = ['Status', <OrderStatus key="status" status={order.status} reason={order.reason} />];
  const reason: readonly Fact[] = order.reason === undefined ? [] : [['Reason', format.report(order.reason)]];
  return <FactList facts={[status, ...reason, ...facts]} />;
}

function Fills({ fills }: { readonly fills: History['fills'] }) {
  const format = useFormat();
  const instruments = useLiveStore((state) => state.instruments);
  if (fills.length === 0) return <p className={classes['none']}>Nothing has filled.</p>;
  return (
    <section aria-label="Fills of this order" className={classes['scroll']} tabIndex={0}>
      <h3 className={classes['heading']}>Fills</h3>
      <table className={`${classes['table']} td-number`}>
        <thead>
          <tr>
            <th>Time</th>
            <th className={classes['right']}>Quantity</th>
            <th className={classes['right']}>Price</th>
            <th className={classes['right']}>Notional</th>
            <th className={classes['right']}>Fee</th>
          </tr>
        </thead>
        <tbody>
          {fills.map((fill) => (
            <tr key={fill.id}>
              <td>{format.exactTime(fill.time)}</td>
              <td className={classes['right']}>
                {format.quantity(fill.quantity, instruments[fill.instrumentId])}
              </td>
              <td className={classes['right']}>{format.price(fill.price, instruments[fill.instrumentId])}</td>
              <td className={classes['right']}>{format.money(fill.notional, fill.currency)}</td>
              <td className={classes['right']}>{format.feeMoney(fill.fee, fill.feeCurrency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
