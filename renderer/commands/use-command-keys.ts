import { useEffect } from 'react';
import { useCommandStore } from '#renderer/commands/command-store.ts';
import { bindingOf, isTyping } from '#renderer/commands/key-binding.ts';

/** Runs the command whose key is pressed. A dialog keeps the keyboard to itself, but for what cancels orders. */
export function useCommandKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const binding = bindingOf(event);
      const command = Object.values(useCommandStore.getState()).find((held) => held.key === binding);
      if (command === undefined) return;
      if (isTyping(binding) && isTextField(event.target)) return;
      if (command.id !== 'orders.cancelAll' && document.querySelector('[role="dialog"][aria-modal="true"]'))
        return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
