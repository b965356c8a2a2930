import { Button, Group, Stack } from '@mantine/core';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { ShowAmountsButton } from '#renderer/controls/shown-amounts.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { outcomeWords, sideWord } from '#renderer/words/ticket-words.ts';
import type { ReviewedDraft } from '#renderer/trading/place-draft.ts';
import { orderIn, useLiveStore } from '#renderer/core/live-store.ts';

type PlaceAgainDialogProps = {
  readonly draft: ReviewedDraft;
  /** The order that these terms were placed as. */
  readonly orderId: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** A second press on what was placed is a slip more often than a wish: the safe answer has the focus. */
export function PlaceAgainDialog({ draft, orderId, onAgain, onClose }: PlaceAgainDialogProps) {
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  const order = useLiveStore((state) => orderIn(state, orderId));
  const reason = draft.strategy === undefined ? '' : ` (strategy ${draft.strategy})`;
  const terms = `${sideWord(draft.side)} ${format.quantity(draft.quantity, instrument)} ${instrument?.symbol ?? ''}${reason}`;
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Place the same order again?"
      size={420}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <p>
          {terms} was placed from this ticket already, and is one order.
          {order !== undefined &&
            ` ${outcomeWords(order).title}. ${format.report(outcomeWords(order).meaning)}`}{' '}
          Nothing was sent by this press.
        </p>
        <Group justify="flex-end">
          <ShowAmountsButton />
          <Button variant="default" data-autofocus onClick={onClose}>
            Leave it at one
          </Button>
          <Button onClick={onAgain}>Place a second order</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
