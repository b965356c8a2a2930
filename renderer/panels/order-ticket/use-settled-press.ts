import { notifications } from '@mantine/notifications';
import { type MouseEvent, useRef } from 'react';
import { isSymbolTyped } from '#renderer/trading/symbol-field.tsx';
import { say } from '#renderer/words/say.ts';

/**
 * For a button that sends. Where a symbol is typed and not chosen the press only takes it back: what would be sent is
 * not the ticket that the trader looked at.
 */
export function useSettledPress(send: () => void) {
  const settles = useRef(false);
  return {
    onPointerDown(): void {
      settles.current = isSymbolTyped();
    },
    onClick({ detail }: Pick<MouseEvent, 'detail'>): void {
      // A key presses without a pointer: the field has let go of its text before.
      const isKey = detail === 0;
      if (isKey || !settles.current) send();
      else tellNothingSent('ticket.symbolNotChosen');
      settles.current = false;
    },
  };
}

export function tellNothingSent(why: 'ticket.symbolNotChosen' | 'ticket.wasCovered'): void {
  notifications.show({
    id: why,
    title: say('ticket.nothingSent'),
    message: say(why),
    autoClose: 8000,
  });
}
