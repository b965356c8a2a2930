import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { focusIntoPanel } from '#renderer/controls/focus-home.ts';

/** From panel to panel that is in sight, in the order in which they stand. */
export function usePanelSteps(): void {
  useCommandHandlers({ 'panels.next': () => stepPanel(1), 'panels.previous': () => stepPanel(-1) });
}

function stepPanel(by: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter((panel) =>
    panel.checkVisibility(),
  );
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels.at(at === -1 ? Math.min(by, 0) : (at + by) % panels.length);
  if (next !== undefined) focusIntoPanel(next);
}
