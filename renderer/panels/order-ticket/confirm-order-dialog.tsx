import type { Failure } from '#renderer/core/failure.ts';
import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import { AccountNote, useAccountBar } from '#renderer/trading/account-note.tsx';
import { useClient } from '#renderer/core/client-context.tsx';
import { problemWords } from '#renderer/words/problem-words.ts';
import { Prose } from '#renderer/controls/prose.tsx';
import { ShowAmountsButton } from '#renderer/controls/shown-amounts.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFailure } from '#renderer/controls/use-failure.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { MarketLines } from '#renderer/panels/order-ticket/market-lines.tsx';
import { OrderWarnings } from '#renderer/trading/order-warnings.tsx';
import { RefusalNote } from '#renderer/trading/refusal-note.tsx';
import { OrderSummary } from '#renderer/panels/order-ticket/order-summary.tsx';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { placeDraft, type PlacedOrder, type Review } from '#renderer/trading/place-draft.ts';
import { useEstimate } from '#renderer/trading/use-estimate.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { lastSign } from '#renderer/core/sync-freshness.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { HandedOverNote, NotSentNote } from '#renderer/controls/stale-mark.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type ConfirmOrderDialogProps = {
  readonly review: Review;
  readonly onPlaced: (placed: PlacedOrder) => void;
  readonly onRefused: (failure: Failure) => void;
  readonly onClose: () => void;
};

/** One dialog sends at most once: whatever the answer, sending again needs another review. */
export function ConfirmOrderDialog({ review, onPlaced, onRefused, onClose }: ConfirmOrderDialogProps) {
  const say = useSay();
  const client = useClient();
  const connected = useCanSend();
  const sent = useRef(false);
  const [pending, setPending] = useState(false);
  const { failed, tell } = useFailure();
  // The terms stay as they were reviewed; what they would cost follows the market.
  const { draft } = review;
  const { estimate, at } = useEstimate(draft) ?? review;
  const { problems, refusal } = estimate;
  const bar = useAccountBar(draft.accountId);
  const separators = usePreferencesStore((state) => state.separators);

  async function place(): Promise<void> {
    if (sent.current) return;
    sent.current = true;
    setPending(true);
    const answer = await placeDraft(client, draft, lastSign());
    setPending(false);
    if (answer === undefined) onClose();
    else if (answer.ok) onPlaced(answer.value);
    else {
      onRefused(answer.error);
      tell(say('action.placeOrder'), answer.error);
    }
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('ticket.confirmTitle')}
      size={420}
      closeOnClickOutside={false}
      closeOnEscape={!pending}
      closeButtonProps={{ disabled: pending }}
    >
      <Stack gap="md" className={classes['confirm'] ?? ''} data-side={draft.side}>
        <OrderSummary draft={draft} estimate={estimate} />
        <MarketLines instrumentId={draft.instrumentId} estimatedAt={at} />
        <OrderWarnings draft={draft} warnings={estimate.warnings} />
        {failed === undefined && (
          <RefusalNote action={say('action.placeOrder')} about={draft} refusal={refusal} />
        )}
        {problems.map((problem) => (
          <p key={problem.code} className={classes['problem']} role="alert">
            <Prose text={problemWords(problem, separators).message} />
          </p>
        ))}
        {failed === undefined && <AccountNote bar={bar} className={classes['problem']} />}
        {failed !== undefined && <FailureNote {...failed} />}
        {pending ? <HandedOverNote /> : <NotSentNote />}
        <Group justify="flex-end">
          <ShowAmountsButton />
          <Button variant="default" disabled={pending} onClick={onClose}>
            {failed === undefined ? say('ticket.backToTicket') : say('common.close')}
          </Button>
          {failed === undefined && (
            <Button
              data-autofocus
              className={classes['review'] ?? ''}
              disabled={
                !connected || pending || bar !== undefined || problems.length > 0 || refusal !== undefined
              }
              loading={pending}
              onClick={() => run(place())}
            >
              {say('ticket.place')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
