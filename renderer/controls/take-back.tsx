import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { say } from '#renderer/words/say.ts';

/** Says what a press or a key has done to what the trader made, and offers it back for a minute. */
export function offerTakeBack(id: string, title: string, takeBack: () => void): void {
  // One that is shown already would stay, and take back what was done before.
  withdrawTakeBack(id);
  notifications.show({
    id,
    title,
    message: (
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          withdrawTakeBack(id);
          takeBack();
        }}
      >
        {say('common.takeBack')}
      </Button>
    ),
    autoClose: 60_000,
  });
}

export function withdrawTakeBack(id: string): void {
  notifications.hide(id);
}
