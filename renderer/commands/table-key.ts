import { currentBindings } from './bindings.ts';
import type { TableCommandId } from './definitions.ts';
import { bindingOf, isComposing } from './key-binding.ts';
import { refuseConflict } from './refuse-key.ts';

const prefix = 'table.';

/** What a key that is pressed on a row means to its table; undefined where it means nothing to tables. */
export function tableCommandOf(event: KeyboardEvent): TableCommandId | undefined {
  if (isComposing(event)) return undefined;
  const key = bindingOf(event);
  const commands = currentBindings().to(key);
  const found = commands.find((command): command is typeof command & { id: TableCommandId } =>
    command.id.startsWith(prefix),
  );
  if (found === undefined || commands.length === 1) return found?.id;
  event.preventDefault();
  refuseConflict(key, commands);
  return undefined;
}
