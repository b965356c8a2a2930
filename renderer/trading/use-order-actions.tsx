import { run } from '#renderer/core/run.ts';
import { type ReactNode, useState } from 'react';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { OrderEstimate, OrderInfo } from '#src/contract/orders.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { problemWords } from '#renderer/words/problem-words.ts';
import { explain } from '#renderer/words/explain.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { ShownAmounts } from '#renderer/controls/shown-amounts.tsx';
import { notifyFailure } from '#renderer/controls/notify-failure.tsx';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { type NumberKind, parseNumber } from '#renderer/format/parse-number.ts';
import { type Amendment, amendmentOf, draftOf } from './amendment.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { orderName } from '#renderer/words/order-words.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { OrderHistory } from './order-history.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { EditProblem } from '#renderer/grid/column.ts';
import { lastSign } from '#renderer/core/sync-freshness.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type Asked =
  | { readonly kind: 'cancel'; readonly order: OrderInfo }
  | { readonly kind: 'history'; readonly orderId: string; readonly order: OrderInfo | undefined }
  | { readonly kind: 'amend'; readonly order: OrderInfo; readonly to: Amendment; readonly close: () => void };

export type AmendField = {
  /** What was typed, as a plain number. */
  readonly read: (order: OrderInfo, field: keyof Amendment, text: string) => Result<string, EditProblem>;
  /** Answers with what is wrong with it, or nothing once it is done with. */
  readonly write: (
    order: OrderInfo,
    field: keyof Amendment,
    value: string | undefined,
    withdrawn: AbortSignal,
  ) => Promise<EditProblem | undefined>;
};

export type OrderActions = {
  /** `ask`: even where the trader opted out of being asked. */
  readonly cancel: (order: OrderInfo, how?: { readonly ask: boolean }) => void;
  readonly showHistory: (orderId: string, order?: OrderInfo) => void;
  /** Opens the amendment for review; resolves once it is done with, one way or the other. */
  readonly amend: (order: OrderInfo, to: Amendment) => Promise<void>;
  /** One term, amended where it stands. */
  readonly field: AmendField;
  /** To be put once somewhere in the panel. */
  readonly dialogs: ReactNode;
};

/** What can be done to an order, each with its confirmation unless the trader opted out of that. */
export function useOrderActions(): OrderActions {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const confirmCancels = usePreferencesStore((state) => state.confirmCancels);
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);

  function cancel(order: OrderInfo, { ask } = { ask: false }): void {
    if (confirmCancels || ask) setAsked({ kind: 'cancel', order });
    else run(cancelNow(order));
  }

  async function cancelNow(order: OrderInfo): Promise<void> {
    const answer = await client.call('orders.cancel', { orderId: order.id });
    if (!answer.ok) notifyFailure(say('action.cancelOrder'), answer.error);
  }

  function amend(order: OrderInfo, to: Amendment): Promise<void> {
    return new Promise((resolve) => {
      setAsked({
        kind: 'amend',
        order,
        to,
        close: () => {
          close();
          resolve();
        },
      });
    });
  }

  function problemOf(order: OrderInfo, message: string, failure: Failure): EditProblem {
    return {
      message,
      tell: () => {
        const { instruments } = useLiveStore.getState();
        notifyFailure(say('action.amendNamed', { name: orderName(order, instruments, format) }), failure);
      },
    };
  }

  function readField(order: OrderInfo, field: keyof Amendment, text: string): Result<string, EditProblem> {
    const reading = parseNumber(text, separators, kindOf(order, field));
    if (reading.ok) return ok(reading.value.toString());
    const { message } = refusalWords(text, reading.error, separators);
    return err(problemOf(order, message, { code: 'NOT_READ', field: say(`order.${field}`), message }));
  }

  async function writeField(
    order: OrderInfo,
    field: keyof Amendment,
    value: string | undefined,
    withdrawn: AbortSignal,
  ): Promise<EditProblem | undefined> {
    // A core that stands still answers the estimate at its waking: by then the decision is one of long ago.
    const heardAt = lastSign();
    const to = { ...amendmentOf(order), [field]: value };
    const { problems, warnings } = await estimated(order, to);
    const problem = problems.find((one) => one.field === field);
    if (problem !== undefined) {
      return problemOf(order, problemWords(problem, separators).message, { code: 'INVALID_TERMS', problems });
    }
    if (withdrawn.aborted) return undefined;
    const { confirmOrders, confirmWarnings } = usePreferencesStore.getState();
    if (confirmOrders || (confirmWarnings && warnings.length > 0)) {
      await amend(order, to);
      return undefined;
    }
    const seen = amendmentOf(order);
    const answer = await client.call('orders.amend', { orderId: order.id, seen, heardAt, ...to });
    if (answer.ok) return undefined;
    const { title, remedy } = explain(say('action.amendOrder'), answer.error, separators);
    return problemOf(order, say('failure.whole', { title, remedy }), answer.error);
  }

  /** The instrument's rules are the core's: it is asked before anything is sent. */
  async function estimated(
    order: OrderInfo,
    to: Amendment,
  ): Promise<Pick<OrderEstimate, 'problems' | 'warnings'>> {
    const thresholds = usePreferencesStore.getState().warningThresholds;
    const answer = await client.call('orders.estimate', { ...draftOf(order, to), thresholds });
    return answer.ok ? answer.value : { problems: [], warnings: [] };
  }

  return {
    cancel,
    showHistory: (orderId, order) => setAsked({ kind: 'history', orderId, order }),
    amend,
    field: { read: readField, write: writeField },
    dialogs: asked && dialogOf(asked, close),
  };
}

function kindOf({ instrumentId }: OrderInfo, field: keyof Amendment): NumberKind {
  const instrument = useLiveStore.getState().instruments[instrumentId];
  return field === 'quantity'
    ? { step: instrument?.lotSize, unit: instrument?.base }
    : { step: instrument?.tickSize, unit: instrument?.quote };
}

function dialogOf(asked: Asked, close: () => void): ReactNode {
  switch (asked.kind) {
    case 'cancel':
      return <CancelDialog order={asked.order} onClose={close} />;
    case 'history':
      return <OrderHistory orderId={asked.orderId} known={asked.order} onClose={close} />;
    case 'amend':
      return (
        <ShownAmounts>
          <AmendDialog order={asked.order} to={asked.to} onClose={asked.close} />
        </ShownAmounts>
      );
  }
}
