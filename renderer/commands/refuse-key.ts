import { notifications } from '@mantine/notifications';
import { keyCaps, type KeyBinding } from '#renderer/commands/key-binding.ts';

const armKey = 'Mod+Shift+E';

/** Of the switch that lets keys send from anywhere. */
export const armCommand = { id: 'orders.arm', key: armKey } as const;

/** Says why a key that would send did nothing. One note at a time: it may be pressed again and again. */
export function refuseKey(key: KeyBinding | undefined): void {
  const pressed = key === undefined ? 'It' : keyText(key);
  notifications.show({
    id: 'keys-are-safe',
    title: 'Nothing was sent',
    message: `${pressed} places from the ticket, or anywhere while keys are armed (${keyText(armKey)}).`,
    autoClose: 8000,
  });
}

function keyText(binding: KeyBinding): string {
  return keyCaps(binding).join('+');
}
