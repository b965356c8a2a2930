import { type Preferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { unbindable } from './bindable.ts';
import { type Command, type CommandId, useCatalogue, type When } from './definitions.ts';

type UserBinding = Preferences['keyBindings'][number];

/** One key that leads to one command, and where it does. */
export type Binding = {
  readonly key: string;
  readonly command: Command;
  readonly when: When;
  /** Chosen by the trader. Where one of our own is the same key, the trader's holds. */
  readonly chosen: boolean;
};

export type Bindings = {
  readonly all: readonly Binding[];
  /** What the key leads to. With more than one it leads nowhere: nobody can say which was meant. */
  readonly to: (key: string) => readonly Command[];
  readonly keysOf: (id: CommandId) => readonly string[];
  /** Other commands that have a key of this one, whether or not it holds. */
  readonly conflictsOf: (id: CommandId) => readonly Binding[];
};

let last: readonly [readonly Command[], readonly UserBinding[], Bindings] | undefined;

/** As they are now. */
export function currentBindings(): Bindings {
  const { commands } = useCatalogue.getState();
  const chosen = usePreferencesStore.getState().keyBindings;
  if (last?.[0] !== commands || last[1] !== chosen) last = [commands, chosen, bindingsOf(commands, chosen)];
  return last[2];
}

export function useBindings(): Bindings {
  useCatalogue();
  usePreferencesStore((state) => state.keyBindings);
  return currentBindings();
}

export function bindingsOf(commands: readonly Command[], chosen: readonly UserBinding[]): Bindings {
  const all = commands.flatMap((command) => keysOf(command, chosen));
  const byKey = Map.groupBy(all, ({ key }) => key);

  function holding(key: string): readonly Binding[] {
    const same = byKey.get(key) ?? [];
    const own = same.filter((binding) => binding.chosen);
    return own.length > 0 ? own : same;
  }

  return {
    all,
    to: (key) => holding(key).map(({ command }) => command),
    keysOf: (id) =>
      all
        .filter((binding) => binding.command.id === id && holding(binding.key).includes(binding))
        .map(({ key }) => key),
    conflictsOf: (id) => {
      const keys = new Set(all.filter(({ command }) => command.id === id).map(({ key }) => key));
      return all.filter(({ key, command }) => command.id !== id && keys.has(key));
    },
  };
}

function keysOf(command: Command, chosen: readonly UserBinding[]): readonly Binding[] {
  const own = chosen.filter(
    ({ command: id, key }) =>
      id === command.id && (key === null || unbindable(key, command.when) === undefined),
  );
  const keys = own.length === 0 ? command.defaultKeys : own.flatMap(({ key }) => (key === null ? [] : [key]));
  return keys.map((key) => ({ key, command, when: command.when, chosen: own.length > 0 }));
}
