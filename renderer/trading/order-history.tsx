import { reasonWords } from '#renderer/words/coded-words.ts';
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { SideDialog } from '#renderer/controls/dialog.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { type Fact, FactList, useOrderFacts } from './order-facts.tsx';
import { OrderStatus } from './order-status.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { orderIn } from '#renderer/core/record.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { OrderEvents } from './order-events.tsx';
import classes from './order-history.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Rows at once: an order may have tens of thousands. */
const fillsAtOnce = 200;

/**
 * What is recorded about one order, the latest of it first. That is fetched again with each change of the order: its last
 * time says of none that a clock which was set back has dated before another.
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
  const say = useSay();
  const live = useLiveStore((state) => orderIn(state, orderId));
  const [before, setBefore] = useState<number>();
  const answer = useAnswer('orders.history', { orderId, before }, live);
  const history = answer?.ok === true ? answer.value : undefined;
  // Of one that ended while nothing was heard, what was known when this was opened is not true any more.
  const order = live ?? history?.order ?? known;
  const unconfirmed = before === undefined && history?.events.at(-1)?.status === 'UNCONFIRMED';
  const first = history?.events[0]?.sequence ?? 1;
  return (
    <SideDialog opened onClose={onClose} title={say('order.history')} position="right" size="lg">
      <p className={classes['id']}>{order?.clientOrderId ?? orderId}</p>
      {order !== undefined && <OrderFacts order={order} />}
      {answer?.ok === false && <FailureNote action={say('order.openingHistory')} failure={answer.error} />}
      {unconfirmed && (
        <Alert color="yellow" title={say('order.unconfirmedTitle')}>
          {say('order.means_UNCONFIRMED')}
        </Alert>
      )}
      {answer === undefined && <LoadingPart words={say('order.loadingHistory')} />}
      {history !== undefined && (
        <>
          <OrderEvents events={history.events} instrumentId={order?.instrumentId} />
          <TurnPage
            of={say('order.events')}
            earlier={first > 1 ? () => setBefore(first) : undefined}
            latest={before === undefined ? undefined : () => setBefore(undefined)}
          />
          <Fills orderId={orderId} live={live} />
        </>
      )}
    </SideDialog>
  );
}

function OrderFacts({ order }: { readonly order: OrderInfo }) {
  const format = useFormat();
  const facts = useOrderFacts(order);
  const status: Fact = ['status', <OrderStatus key="status" status={order.status} reason={order.reason} />];
  const reason: readonly Fact[] =
    order.reason === undefined ? [] : [['reason', reasonWords(order.reason, format)]];
  return <FactList facts={[status, ...reason, ...facts]} />;
}

/** The latest of them, the oldest of these first. */
function Fills({ orderId, live }: { readonly orderId: string; readonly live: OrderInfo | undefined }) {
  const say = useSay();
  const format = useFormat();
  const instruments = useLiveStore((state) => state.instruments);
  const [after, setAfter] = useState<string>();
  const request = { filter: { orderId }, direction: 'descending', limit: fillsAtOnce, after } as const;
  const answer = useAnswer('fills.page', request, live);
  if (answer === undefined) return null;
  if (!answer.ok) return <FailureNote action={say('order.openingHistory')} failure={answer.error} />;
  const { next } = answer.value;
  const fills = answer.value.rows.toReversed();
  if (fills.length === 0) return <p className={classes['none']}>{say('order.nothingFilled')}</p>;
  return (
    <>
      <section aria-label={say('order.fillsOfOrder')} className={classes['scroll']} tabIndex={0}>
        <h3 className={classes['heading']}>{say('order.fills')}</h3>
        <table className={`${classes['table']} td-number`}>
          <thead>
            <tr>
              <th>{say('order.time')}</th>
              <th className={classes['right']}>{say('order.quantity')}</th>
              <th className={classes['right']}>{say('order.price')}</th>
              <th className={classes['right']}>{say('order.notional')}</th>
              <th className={classes['right']}>{say('order.fee')}</th>
            </tr>
          </thead>
          <tbody>
            {fills.map((fill) => (
              <tr key={fill.id}>
                <td>{format.exactTime(fill.time)}</td>
                <td className={classes['right']}>
                  {format.quantity(fill.quantity, instruments[fill.instrumentId])}
                </td>
                <td className={classes['right']}>
                  {format.price(fill.price, instruments[fill.instrumentId])}
                </td>
                <td className={classes['right']}>{format.money(fill.notional, fill.currency)}</td>
                <td className={classes['right']}>{format.feeMoney(fill.fee, fill.feeCurrency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <TurnPage
        of={say('order.fills')}
        earlier={next === undefined ? undefined : () => setAfter(next)}
        latest={after === undefined ? undefined : () => setAfter(undefined)}
      />
    </>
  );
}

/** To rows that are earlier than those that are shown, and back to the latest; nothing where these are all. */
function TurnPage({
  of,
  earlier,
  latest,
}: {
  readonly of: string;
  readonly earlier: (() => void) | undefined;
  readonly latest: (() => void) | undefined;
}) {
  const say = useSay();
  if (earlier === undefined && latest === undefined) return null;
  return (
    <Group gap="xs" mt="xs" role="group" aria-label={of}>
      <Button size="compact-sm" variant="default" disabled={earlier === undefined} onClick={earlier}>
        {say('order.earlier')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={latest === undefined} onClick={latest}>
        {say('order.latest')}
      </Button>
    </Group>
  );
}
