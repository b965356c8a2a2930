import { notifications } from '@mantine/notifications';
import { currentBindings } from './bindings.ts';
import type { Command, CommandId } from './definitions.ts';
import { say } from '#renderer/words/say.ts';
import { keyCaps } from './key-binding.ts';

/** Says why what would send did nothing. One note at a time: its key may be pressed again and again. */
export function refuseKey({ id, name }: Command): void {
  const pressed = keyText(id) ?? say('command.quoted', { name: name() });
  const arm = keyText('orders.arm');
  notifications.show({
    id: 'keys-are-safe',
    title: say('command.nothingSent'),
    message:
      arm === undefined ? say('command.isSafe', { pressed }) : say('command.isSafeWithKey', { pressed, arm }),
    autoClose: 8000,
  });
}

/** A key that was bound to several commands does none of them. */
export function refuseConflict(key: string, commands: readonly Command[]): void {
  const names = commands
    .map(({ name }) => say('command.quoted', { name: name() }))
    .reduce((first, last) => say('problem.and', { first, last }));
  notifications.show({
    id: `key-conflict ${key}`,
    title: say('command.nothingDone'),
    message: say('command.conflict', { key: keyCaps(key).join('+'), names }),
    autoClose: 8000,
    role: 'alert',
  });
}

/** Of the first of its keys; undefined where it has none. */
function keyText(id: CommandId): string | undefined {
  const [key] = currentBindings().keysOf(id);
  return key === undefined ? undefined : keyCaps(key).join('+');
}
