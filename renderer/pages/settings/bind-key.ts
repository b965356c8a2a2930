import type { Binding } from '#renderer/commands/bindings.ts';
import type { CommandId } from '#renderer/commands/definitions.ts';
import type { Preferences } from '#renderer/saved/preferences-store.ts';

type Chosen = Preferences['keyBindings'];

/** The command has this key alone, or none. */
export function bindKey(chosen: Chosen, command: CommandId, key: string | null): Chosen {
  return [...ownKeys(chosen, command), { command, key }];
}

/** The command has its own keys again. */
export function ownKeys(chosen: Chosen, command: CommandId): Chosen {
  return chosen.filter((binding) => binding.command !== command);
}

/** The same, of a key that others have: they keep what else they have. */
export function takeKey(chosen: Chosen, all: readonly Binding[], command: CommandId, key: string): Chosen {
  const others = new Set(
    all
      .filter((binding) => binding.key === key && binding.command.id !== command)
      .map((binding) => binding.command.id),
  );
  let next = chosen;
  for (const other of others) {
    const left = all.filter((binding) => binding.command.id === other && binding.key !== key);
    next = [
      ...ownKeys(next, other),
      ...(left.length === 0
        ? [{ command: other, key: null }]
        : left.map((held) => ({ command: other, key: held.key }))),
    ];
  }
  return bindKey(next, command, key);
}
