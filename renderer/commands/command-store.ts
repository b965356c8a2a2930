import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { refuseKey } from '#renderer/commands/refuse-key.ts';
import { mayKeysSend } from './arm-store.ts';
import type { KeyBinding } from '#renderer/commands/key-binding.ts';

export type CommandGroup = 'Orders' | 'Market' | 'Panels' | 'View' | 'Workspace';

export type Command = {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly key?: KeyBinding;
  /** It may send an order: it runs from the ticket, and from elsewhere only while keys are armed. */
  readonly sends?: boolean;
  /** It lets keys send orders from anywhere. */
  readonly arms?: boolean;
  readonly run: () => void;
};

/** Every action that is possible now, by id: what the palette, the key sheet and the keyboard offer. */
export const useCommandStore = create<Readonly<Record<string, Command>>>()(() => ({}));

/** Offers these commands while the component is mounted. The newest `run` is called. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const key = commands.map((command) => `${command.id}\t${command.title}\t${command.key ?? ''}`).join('\n');
  useEffect(() => {
    const offered = latest.current.map((command) => ({ ...command, run: () => runLatest(command.id) }));
    function runLatest(id: string): void {
      const command = latest.current.find((held) => held.id === id);
      if (command?.sends === true && !mayKeysSend()) refuseKey(command.key);
      else command?.run();
    }
    for (const command of offered) assertFree(command);
    useCommandStore.setState(Object.fromEntries(offered.map((command) => [command.id, command])));
    return () => useCommandStore.setState((held) => without(held, offered), true);
  }, [key]);
}

export function runCommand(id: string): void {
  useCommandStore.getState()[id]?.run();
}

function assertFree(command: Command): void {
  if (command.key === undefined) return;
  const other = Object.values(useCommandStore.getState()).find(
    (held) => held.key === command.key && held.id !== command.id,
  );
  if (other !== undefined)
    throw new Error(`${command.key} belongs to "${other.title}" and to "${command.title}"`);
}

function without(
  held: Readonly<Record<string, Command>>,
  offered: readonly Command[],
): Readonly<Record<string, Command>> {
  return Object.fromEntries(Object.entries(held).filter(([, command]) => !offered.includes(command)));
}
