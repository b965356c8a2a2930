import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { mayKeysSend } from './arm-store.ts';
import { type Command, type CommandId, useCatalogue } from './definitions.ts';
import { refuseKey } from './refuse-key.ts';

type Handler = { readonly id: string; readonly run: () => void };

/** What does a command now, the last mounted first: a command without any cannot be done at this moment. */
export const useHandlers = create<{ readonly handlers: readonly Handler[] }>()(() => ({ handlers: [] }));

/** Does these commands while the component is mounted, by the newest of these functions. */
export function useCommandHandlers(handlers: Partial<Readonly<Record<CommandId, () => void>>>): void {
  const latest = useRef(new Map<string, (() => void) | undefined>());
  useEffect(() => {
    latest.current = new Map(Object.entries(handlers));
  });
  const ids = Object.keys(handlers).join('\n');
  useEffect(() => {
    const own = ids.split('\n').map((id): Handler => ({ id, run: () => latest.current.get(id)?.() }));
    useHandlers.setState(({ handlers: held }) => ({ handlers: [...own, ...held] }));
    return () =>
      useHandlers.setState(({ handlers: held }) => ({
        handlers: held.filter((handler) => !own.includes(handler)),
      }));
  }, [ids]);
}

/** Whatever asks for it: a key, the palette, a button. What sends is sent from the ticket, or by armed keys. */
export function runCommand(id: CommandId): void {
  const handler = useHandlers.getState().handlers.find((held) => held.id === id);
  if (handler === undefined) return;
  const command = useCatalogue.getState().commands.find((held) => held.id === id);
  if (command?.sends === true && !mayKeysSend()) refuseKey(command);
  else handler.run();
}

/** What can be done now; the keys of tables wherever one is. */
export function usePossibleCommands(): readonly Command[] {
  const { commands } = useCatalogue();
  const { handlers } = useHandlers();
  const handled = new Set(handlers.map(({ id }) => id));
  return commands.filter(({ id, when }) => when === 'table' || handled.has(id));
}
