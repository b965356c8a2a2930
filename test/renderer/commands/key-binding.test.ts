import { expect, test } from 'vitest';
import { bindingOf, isTyping, keyCaps, type KeyPress } from '#renderer/commands/key-binding.ts';

function press(code: string, changes: Partial<KeyPress> = {}): KeyPress {
  return { code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...changes };
}

test('the main modifier is ⌘ on a Mac and Ctrl elsewhere', () => {
  expect(bindingOf(press('KeyK', { ctrlKey: true }), false)).toBe('Mod+KeyK');
  expect(bindingOf(press('KeyK', { metaKey: true }), true)).toBe('Mod+KeyK');
  expect(bindingOf(press('KeyK', { ctrlKey: true }), true)).toBe('Ctrl+KeyK');
});

test('modifiers stand in one order', () => {
  expect(bindingOf(press('KeyX', { ctrlKey: true, shiftKey: true, altKey: true }), false)).toBe(
    'Mod+Alt+Shift+KeyX',
  );
});

test('a key that types belongs to the field that has the focus', () => {
  expect(isTyping('Slash')).toBe(true);
  expect(isTyping('Shift+Slash')).toBe(true);
  expect(isTyping('Mod+KeyK')).toBe(false);
  expect(isTyping('F6')).toBe(false);
});

test('caps are what stands on the keyboard', () => {
  expect(keyCaps('Mod+Shift+KeyX', false)).toEqual(['Ctrl', 'Shift', 'X']);
  expect(keyCaps('Mod+Shift+KeyX', true)).toEqual(['⌘', '⇧', 'X']);
  expect(keyCaps('Shift+Slash', false)).toEqual(['?']);
});
