import type { CommandId } from '#renderer/commands/definitions.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { currentPanel, usePanelStore } from './panel-store.ts';
import { usePlace } from './panel.tsx';

type Handlers = Partial<Readonly<Record<CommandId, () => void>>>;

/**
 * Does a panel's commands while it is the one of its type that was used last. A key that is pressed in another one of
 * them, before that is known here, does nothing: it may send, and is for what the trader looks at.
 */
export function usePanelCommands(handlers: Handlers): void {
  const { instanceId, type } = usePlace();
  const isCurrent = usePanelStore(
    (state) => (currentPanel(state, type)?.instanceId ?? instanceId) === instanceId,
  );
  const here = Object.entries(handlers).map(([id, run]) => [id, () => runHere(run)]);
  useCommandHandlers(isCurrent ? Object.fromEntries(here) : {});

  function runHere(run: (() => void) | undefined): void {
    const current = currentPanel(usePanelStore.getState(), type);
    if (current === undefined || current.instanceId === instanceId) run?.();
  }
}
