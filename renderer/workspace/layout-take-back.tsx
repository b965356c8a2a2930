import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const id = 'layout-reset';

/** An arrangement is an hour's work, and the key that resets it is beside the one that resets the zoom. */
export function offerTakeBack(takeBack: () => void): void {
  notifications.show({
    id,
    title: 'The panels are arranged as at first',
    message: (
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          withdrawTakeBack();
          takeBack();
        }}
      >
        Take it back
      </Button>
    ),
    autoClose: 60_000,
  });
}

export function withdrawTakeBack(): void {
  notifications.hide(id);
}
