import { describe, expect, it, test } from 'vitest';
import { deAtOnce } from '#renderer/words/packs/de-at-once.ts';
import { speak } from '#renderer/words/say.ts';
import { speakEnglish } from '#test/renderer/english.ts';
import { bindingOf, isLetter, isOfFields, keyCaps, type KeyPress } from '#renderer/commands/key-binding.ts';

speakEnglish();

type Held = Partial<Pick<KeyPress, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>> & { altGr?: boolean };

function press(key: string, code: string, { altGr = false, ...held }: Held = {}): KeyPress {
  return {
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
    getModifierState: (name) => name === 'AltGraph' && altGr,
  };
}

const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };

test('the main modifier is ⌘ on a Mac and Ctrl elsewhere', () => {
  expect(bindingOf(press('k', 'KeyK', ctrl), false)).toBe('Mod+K');
  expect(bindingOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('Mod+K');
  expect(bindingOf(press('k', 'KeyK', ctrl), true)).toBe('Ctrl+K');
});

test('a letter beyond a to z is itself, with Caps Lock too', () => {
  expect(bindingOf(press('ö', 'Semicolon', ctrl), false)).toBe('Mod+Ö');
  expect(bindingOf(press('Ö', 'Semicolon', ctrl), false)).toBe('Mod+Ö');
});

test('modifiers stand in one order', () => {
  expect(bindingOf(press('X', 'KeyX', { ...ctrl, ...shift, altKey: true }), false)).toBe('Mod+Alt+Shift+X');
  expect(bindingOf(press('Enter', 'NumpadEnter', ctrl), false)).toBe('Mod+Enter');
});

// What Chromium reports for each, on the layouts of the same name.
describe('a sign is that sign on every board', () => {
  it.each([
    ['American', press('?', 'Slash', shift), '?'],
    ['German', press('?', 'Minus', shift), '?'],
    ['French', press('?', 'KeyM', shift), '?'],
    ['Russian', press('?', 'Digit7', shift), '?'],
    ['American', press('/', 'Slash'), '/'],
    ['German', press('/', 'Digit7', shift), '/'],
    ['French', press('/', 'Period', shift), '/'],
    ['Russian', press('/', 'Backslash', shift), '/'],
    [
      'Portuguese (Brazil), by AltGr on Windows',
      press('/', 'KeyQ', { ...ctrl, altKey: true, altGr: true }),
      '/',
    ],
    ['French', press(',', 'KeyM', ctrl), 'Mod+,'],
    ['Russian', press('б', 'Comma', ctrl), 'Mod+,'],
  ])('%s: %#', (_board, given, binding) => {
    expect(bindingOf(given, false)).toBe(binding);
  });
});

describe('a letter is the one on the board, and its place where the board has no Latin ones', () => {
  it.each([
    ['Dvorak', press('k', 'KeyV', ctrl), false, 'Mod+K'],
    ['French', press('A', 'KeyQ', { ...ctrl, ...shift }), false, 'Mod+Shift+A'],
    ['Russian', press('л', 'KeyK', ctrl), false, 'Mod+K'],
    ['Greek', press('Χ', 'KeyX', { ...ctrl, ...shift }), false, 'Mod+Shift+X'],
    ['Mac, Option', press('∫', 'KeyB', { altKey: true }), true, 'Alt+B'],
    ['Mac, Option, German', press('@', 'KeyL', { altKey: true }), true, 'Alt+L'],
    ['Mac, Option, a dead key', press('Dead', 'KeyE', { altKey: true }), true, 'Alt+E'],
  ])('%s', (_board, given, mac, binding) => {
    expect(bindingOf(given, mac)).toBe(binding);
  });
});

describe('a digit with a modifier is the key of the upper row', () => {
  it.each([
    ['French', press('&', 'Digit1', { altKey: true }), 'Alt+1'],
    ['American', press(')', 'Digit0', { ...ctrl, ...shift }), 'Mod+Shift+0'],
  ])('%s', (_board, given, binding) => {
    expect(bindingOf(given, false)).toBe(binding);
  });
});

test('what AltGr types is text, not a binding with Ctrl and Alt', () => {
  expect(bindingOf(press('ś', 'KeyS', { ...ctrl, altKey: true, altGr: true }), false)).not.toMatch(/Mod|Alt/);
});

test('a key that types belongs to the field that has the focus', () => {
  expect(isOfFields('/')).toBe(true);
  expect(isOfFields('?')).toBe(true);
  expect(isOfFields('Mod+K')).toBe(false);
  expect(isOfFields('F6')).toBe(false);
  expect(isOfFields('Ö')).toBe(true);
});

test('a key that works on a field’s text belongs to it too', () => {
  const theirs = ['Mod+Z', 'Mod+Shift+Z', 'Mod+A', 'Mod+Backspace', 'Alt+ArrowLeft'];
  const ours = ['Alt+ArrowDown', 'Mod+Enter', 'Mod+Shift+X', 'Alt+B'];
  expect([...ours, ...theirs].filter(isOfFields)).toEqual(theirs);
});

test('caps are what stands on the keyboard', () => {
  const russian = new Map([['KeyK', 'л']]);
  const french = new Map([
    ['KeyA', 'q'],
    ['KeyQ', 'a'],
  ]);
  expect(keyCaps('Mod+Shift+X', undefined, false)).toEqual(['Ctrl', 'Shift', 'X']);
  expect(keyCaps('Mod+Shift+X', undefined, true)).toEqual(['⌘', '⇧', 'X']);
  expect(keyCaps('?', undefined, false)).toEqual(['?']);
  expect(keyCaps('Mod+K', russian, false)).toEqual(['Ctrl', 'Л']);
  expect(keyCaps('Alt+A', french, false)).toEqual(['Alt', 'A']);
  expect(keyCaps('Mod++', undefined, false)).toEqual(['Ctrl', '+']);
  expect(keyCaps('+', undefined, false)).toEqual(['+']);
});

// Alt and 0156 write £ on Windows. Without Num Lock the pad's keys report where they lead.
describe('a character that is written by its code on the number pad is no command', () => {
  it.each([
    ['1', 'Numpad1', 'Alt+1'],
    ['ArrowUp', 'Numpad8', 'Alt+ArrowUp'],
    ['ArrowDown', 'Numpad2', 'Alt+ArrowDown'],
  ])('%s of %s', (key, code, command) => {
    expect(bindingOf(press(key, code, { altKey: true }), false)).not.toBe(command);
  });
});

// Polish Pro: ą ć ę ł ń ó ś ź ż are Option and a letter.
test('on a Mac a letter that Option writes is the text’s; elsewhere Alt and a letter are a key', () => {
  expect(isLetter(press('ś', 'KeyS', { altKey: true }), true)).toBe(true);
  expect(isLetter(press('¡', 'Digit1', { altKey: true }), true)).toBe(false);
  expect(isLetter(press('s', 'KeyS', { altKey: true }), false)).toBe(false);
  expect(isLetter(press('ś', 'KeyS', { altKey: true, metaKey: true }), true)).toBe(false);
});

test('caps are named as a German board names them, in German', () => {
  speak({ locale: 'de', messages: deAtOnce, separators: 'point-comma' });
  expect(keyCaps('Mod+Shift+Delete', undefined, false)).toEqual(['Strg', 'Umschalt', 'Entf']);
  expect(keyCaps('PageDown', undefined, false)).toEqual(['Bild↓']);
  speakEnglish();
});
