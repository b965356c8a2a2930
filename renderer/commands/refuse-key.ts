import { notifications } from '@mantine/notifications';
import { currentBindings } from './bindings.ts';
import type { Command, CommandId } from './definitions.ts';
import { keyCaps } from './key-binding.ts';

/** Says why what would send did nothing. One note at a time: its key may be pressed again and again. */
export function refuseKey({ id, words }: Command): void {
  const pressed = keyText(id) ?? `“${words}”`;
  const arming = keyText('orders.arm');
  const armed = `anywhere while keys are armed${arming === undefined ? '' : ` (${arming})`}`;
  notifications.show({
    id: 'keys-are-safe',
    title: 'Nothing was sent',
    message: `${pressed} places from the ticket, or ${armed}.`,
    autoClose: 8000,
  });
}

/** A key that was bound to several commands does none of them. */
export function refuseConflict(key: string, commands: readonly Command[]): void {
  const names = commands.map(({ words }) => `“${words}”`).join(' and ');
  notifications.show({
    id: `key-conflict ${key}`,
    title: 'Nothing was done',
    message: `${keyCaps(key).join('+')} is the key of ${names}. Under Settings, Keys, one of them can have another.`,
    autoClose: 8000,
    role: 'alert',
  });
}

/** Of the first of its keys; undefined where it has none. */
function keyText(id: CommandId): string | undefined {
  const [key] = currentBindings().keysOf(id);
  return key === undefined ? undefined : keyCaps(key).join('+');
}
