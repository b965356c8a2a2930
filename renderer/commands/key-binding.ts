/**
 * A key as `Mod+Shift+KeyK`: modifiers, then the physical key (KeyboardEvent.code), so that it is the same key in
 * every keyboard layout. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export type KeyBinding = string;

export type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const onMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

export function bindingOf(press: KeyPress, mac: boolean = onMac): KeyBinding {
  const parts: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) parts.push('Mod');
  if (mac && press.ctrlKey) parts.push('Ctrl');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey) parts.push('Shift');
  return [...parts, press.code].join('+');
}

/** Whether typing in a field would produce it: such a key is the field's while one has the focus. */
export function isTyping(binding: KeyBinding): boolean {
  return !/^(?:Mod|Ctrl|Alt)\+/.test(binding) && !/^(?:Shift\+)?F\d+$/.test(binding);
}

const macNames: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const names: Record<string, string> = {
  Mod: 'Ctrl',
  Comma: ',',
  Slash: '/',
  Backspace: '⌫',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
};

/** The keys' caps, one a part. */
export function keyCaps(binding: KeyBinding, mac: boolean = onMac): string[] {
  if (binding === 'Shift+Slash') return ['?'];
  return binding
    .split('+')
    .map((part) => (mac ? macNames[part] : undefined) ?? names[part] ?? part.replace(/^(?:Key|Digit)/, ''));
}
