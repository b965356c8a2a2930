import { modal } from '#renderer/controls/focus-home.ts';
import { useEffect } from 'react';
import { currentBindings } from './bindings.ts';
import type { Command } from './definitions.ts';
import { runCommand, useHandlers } from './handlers.ts';
import { bindingOf, isLetter, isOfFields } from './key-binding.ts';
import { refuseConflict } from './refuse-key.ts';

/**
 * Runs the command whose key is pressed. A dialog or a menu keeps the keyboard to itself, but for what cancels orders.
 * A table's keys are asked for by the table itself, before this.
 */
export function useCommandKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const key = bindingOf(event);
      const commands = currentBindings()
        .to(key)
        .filter((command) => canBeDone(command, event.target));
      const [command, other] = commands;
      if (command === undefined) return;
      if (isOfFields(key) && isTextField(event.target)) return;
      if (isLetter(event) && isTextField(event.target) && !isNumberField(event.target)) return;
      // Also of a key held down: the browser has its own use for many of them.
      event.preventDefault();
      if (event.repeat) return;
      if (other === undefined) runCommand(command.id);
      else refuseConflict(key, commands);
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', stopHeldEnter, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', stopHeldEnter, { capture: true });
    };
  }, []);
}

/** Held down on a button that opens a dialog, Enter would press the dialog's button too. */
function stopHeldEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !event.repeat) return;
  event.preventDefault();
  event.stopPropagation();
}

function canBeDone({ id, when }: Command, target: EventTarget | null): boolean {
  if (when === 'table' || (when === 'page' && isHeldElsewhere(target))) return false;
  return useHandlers.getState().handlers.some((handler) => handler.id === id);
}

function isHeldElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector(modal) !== null) return true;
  return target instanceof Element && target.closest('[role="dialog"], dialog, [role="menu"]') !== null;
}

const nothingTyped = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !nothingTyped.has(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

/** No letter is meant in one. */
function isNumberField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.inputMode === 'decimal';
}
