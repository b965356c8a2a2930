import { Button, Group, Stack } from '@mantine/core';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { ShowAmountsButton } from '#renderer/controls/shown-amounts.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { outcomeWords } from '#renderer/words/ticket-words.ts';
import type { ReviewedDraft } from '#renderer/trading/place-draft.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { orderIn } from '#renderer/core/record.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type PlaceAgainDialogProps = {
  readonly draft: ReviewedDraft;
  /** The order that these terms were placed as. */
  readonly orderId: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** A second press on what was placed is a slip more often than a wish: the safe answer has the focus. */
export function PlaceAgainDialog({ draft, orderId, onAgain, onClose }: PlaceAgainDialogProps) {
  const say = useSay();
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  const order = useLiveStore((state) => orderIn(state, orderId));
  const terms = {
    side: draft.side,
    quantity: format.quantity(draft.quantity, instrument),
    symbol: instrument?.symbol ?? '',
  };
  const { strategy } = draft;

  function againText(): string {
    if (order === undefined) {
      return strategy === undefined
        ? say('ticket.again', terms)
        : say('ticket.againStrategy', { ...terms, strategy });
    }
    const { title, meaning } = outcomeWords(order, format);
    const known = { ...terms, title, meaning };
    return strategy === undefined
      ? say('ticket.againKnown', known)
      : say('ticket.againKnownStrategy', { ...known, strategy });
  }

  return (
    <Dialog opened onClose={onClose} title={say('ticket.againTitle')} size={420} closeOnClickOutside={false}>
      <Stack gap="md">
        <p>{againText()}</p>
        <Group justify="flex-end">
          <ShowAmountsButton />
          <Button variant="default" data-autofocus onClick={onClose}>
            {say('ticket.leaveAtOne')}
          </Button>
          <Button onClick={onAgain}>{say('ticket.placeSecond')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
