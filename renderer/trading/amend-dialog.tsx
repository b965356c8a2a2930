import { run } from '#renderer/core/run.ts';
import { Button, Group } from '@mantine/core';
import { useMemo } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { AccountNote, useAccountBar } from './account-note.tsx';
import { useClient } from '#renderer/core/client-context.tsx';
import { problemWords } from '#renderer/words/problem-words.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { ShowAmountsButton } from '#renderer/controls/shown-amounts.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { type Fact, FactList, useOrderFacts } from './order-facts.tsx';
import { type Amendment, amendmentOf, draftOf, remainingAfter } from './amendment.ts';
import { OrderWarnings } from './order-warnings.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useEstimate } from './use-estimate.ts';
import { useChangedElsewhere } from './use-changed-elsewhere.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { HandedOverNote, NotSentNote } from '#renderer/controls/stale-mark.tsx';
import classes from './orders.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Repeats the order, what changes in it, and what that is worth. */
export function AmendDialog({
  order,
  to,
  onClose,
}: {
  readonly order: OrderInfo;
  readonly to: Amendment;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[order.instrumentId]);
  const separators = usePreferencesStore((state) => state.separators);
  const thresholds = usePreferencesStore((state) => state.warningThresholds);
  const draft = useMemo(() => ({ ...draftOf(order, to), thresholds }), [order, to, thresholds]);
  const estimate = useEstimate(draft)?.estimate;
  const bar = useAccountBar(order.accountId);
  const wouldBeRefused =
    bar !== undefined ||
    (estimate !== undefined && (estimate.problems.length > 0 || estimate.refusal !== undefined));
  const connected = useCanSend();
  const { busy, failed, make } = useCall();
  const changed = useChangedElsewhere(order);
  const facts = useOrderFacts(order).map(([name, value]): Fact => {
    const next = changedText(name);
    return [name, next === undefined ? value : <Change key={name} from={value} to={next} />];
  });

  function changedText(name: Fact[0]): string | undefined {
    if (name === 'quantity' && to.quantity !== order.quantity)
      return format.quantity(to.quantity, instrument);
    if (name === 'limitPrice' && to.limitPrice !== order.limitPrice)
      return format.price(to.limitPrice, instrument);
    if (name === 'stopPrice' && to.stopPrice !== order.stopPrice)
      return format.price(to.stopPrice, instrument);
    if (name === 'remaining' && to.quantity !== order.quantity)
      return format.quantity(remainingAfter(order, to), instrument);
    return undefined;
  }

  function send(): Promise<void> {
    return make({
      action: say('action.amendOrder'),
      call: () => client.call('orders.amend', { orderId: order.id, seen: amendmentOf(order), ...to }),
      onClose,
    });
  }

  const currency = estimate?.currency ?? '';
  // What has filled is paid for: the core estimates the rest.
  const isWhole = order.filledQuantity === '0';
  return (
    <Dialog opened onClose={onClose} title={say('order.amendTitle')} size="sm">
      <FactList
        facts={[
          ...facts,
          [isWhole ? 'notional' : 'notionalOfRest', format.money(estimate?.notional, currency)],
          [isWhole ? 'fee' : 'feeOfRest', format.feeMoney(estimate?.fee, currency)],
        ]}
      />
      <OrderWarnings draft={order} warnings={estimate?.warnings ?? []} />
      {estimate?.problems.map((problem) => (
        <p key={problem.field} role="alert" className={classes['problem']}>
          {format.prose(problemWords(problem, separators).message)}
        </p>
      ))}
      {failed === undefined && (
        <RefusalNote action={say('action.amendOrder')} about={order} refusal={estimate?.refusal} />
      )}
      {failed === undefined && <AccountNote bar={bar} className={classes['problem']} />}
      {failed !== undefined && <FailureNote {...failed} />}
      {/* While this dialog's own amendment is on its way, that is what changes the order. */}
      {changed !== undefined && !busy && (
        <p role="alert" className={classes['problem']}>
          {changed}
        </p>
      )}
      {busy ? <HandedOverNote /> : <NotSentNote />}
      <Group justify="flex-end" mt="md">
        <ShowAmountsButton />
        <Button variant="default" onClick={onClose} data-autofocus>
          {changed === undefined && !busy ? say('order.leaveAsIs') : say('common.close')}
        </Button>
        <Button
          loading={busy}
          disabled={!connected || changed !== undefined || wouldBeRefused}
          onClick={() => run(send())}
        >
          {say('order.amendOrder')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Change({ from, to }: { readonly from: Fact[1]; readonly to: string }) {
  return (
    <>
      <s className={classes['was']}>{from}</s> <span aria-hidden="true">→</span> <strong>{to}</strong>
    </>
  );
}
