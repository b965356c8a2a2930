import { say } from '#renderer/words/say.ts';

type Letter =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'O'
  | 'P'
  | 'Q'
  | 'R'
  | 'S'
  | 'T'
  | 'U'
  | 'V'
  | 'W'
  | 'X'
  | 'Y'
  | 'Z';
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type Sign = '/' | '?' | ',' | '.' | '-' | '=';
type Arrow = `Arrow${'Up' | 'Down' | 'Left' | 'Right'}`;
type Named =
  | 'Enter'
  | 'Escape'
  | 'Delete'
  | 'Backspace'
  | 'Space'
  | 'Home'
  | 'End'
  | 'PageUp'
  | 'PageDown'
  | Arrow
  | `F${Digit}`;
type Modifiers = `${'' | 'Mod+'}${'' | 'Ctrl+'}${'' | 'Alt+'}${'' | 'Shift+'}`;

/**
 * A key as `Mod+Shift+K`: modifiers in this order, then what the key types or is called. `Mod` is ⌘ on a Mac and
 * Ctrl elsewhere. A letter is the one that stands on the board; on a board without Latin letters it is the key where
 * the American board has it. With a modifier a digit is the key of the upper row, whatever that types. A sign such as
 * `?` is that sign by whatever keys it is typed: it stands without Shift.
 */
export type KeyBinding = `${Modifiers}${Letter | Digit | Named}` | `${'' | 'Mod+'}${Sign}`;

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'
>;

/** What each key of a board types without Shift, by KeyboardEvent.code. */
export type Board = ReadonlyMap<string, string>;

const onMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

/** The press in the words of a binding; of a key that no binding can name, a text that equals none. */
export function bindingOf(press: KeyPress, mac: boolean = onMac): string {
  // AltGr is how some boards type a sign. Windows reports it as Ctrl and Alt.
  const typing = press.getModifierState('AltGraph');
  const mod = !typing && (mac ? press.metaKey : press.ctrlKey);
  const ctrl = !typing && mac && press.ctrlKey;
  const alt = !typing && press.altKey;
  // With Alt the number pad writes the code of a character, key by key: none of them is a command.
  if (alt && /^Numpad(?!Enter)/.test(press.code)) return press.code;
  const key = keyOf(press, mod || ctrl || alt, mac && alt);
  const parts: string[] = [];
  // The system's own, as ⊞: nothing is bound with it.
  if (!mac && press.metaKey) parts.push('Meta');
  if (mod) parts.push('Mod');
  if (ctrl) parts.push('Ctrl');
  if (alt) parts.push('Alt');
  if (press.shiftKey && !isSign(key)) parts.push('Shift');
  return [...parts, key].join('+');
}

/** `replaced`: Option on a Mac types another character, so that `key` does not tell which key it was. */
function keyOf({ key, code, shiftKey }: KeyPress, modified: boolean, replaced: boolean): string {
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  const isDigit = code.startsWith('Digit');
  if (key === ' ') return 'Space';
  if (modified && isDigit && place !== undefined) return place;
  if (!replaced && /^[a-z]$/i.test(key)) return key.toUpperCase();
  if (!replaced && /^[!-~]$/.test(key)) return key;
  if (key.length > 1 && !['Dead', 'Process', 'Unidentified'].includes(key)) return key;
  if (place !== undefined && !isDigit) return place;
  const sign = modified ? americanSigns[`${shiftKey ? 'Shift+' : ''}${code}`] : undefined;
  return sign ?? (/^\p{L}$/u.test(key) ? key.toUpperCase() : key);
}

const americanSigns: Readonly<Record<string, Sign>> = {
  Slash: '/',
  'Shift+Slash': '?',
  Comma: ',',
  Period: '.',
  Minus: '-',
  Equal: '=',
};

function isSign(key: string): boolean {
  return /^[!-/:-@[-`{-~]$/.test(key);
}

/** It types into a field, or works on the text of one: such a key is the field's while one has the focus. */
export function isOfFields(binding: string): boolean {
  const types = !/^(?:Mod|Ctrl|Alt)\+/.test(binding) && !/^(?:Shift\+)?F\d+$/.test(binding);
  return types || editing.test(binding);
}

const editing =
  /^Mod\+(?:[ACVXYZ]|Shift\+Z|Arrow\w+)$|^(?:Mod|Alt)\+(?:Shift\+)?(?:Backspace|Delete|Home|End|ArrowLeft|ArrowRight)$/;

/** On a Mac, Option writes letters of many languages: ś is Option and S. In a text such a press is the letter. */
export function isLetter({ key, altKey, ctrlKey, metaKey }: KeyPress, mac: boolean = onMac): boolean {
  return mac && altKey && !ctrlKey && !metaKey && /^\p{L}$/u.test(key);
}

/**
 * The key belongs to an input method: its Enter takes a candidate, its arrows choose one. Safari ends the composition
 * before it tells of the key that did so; such a key still has the code 229.
 */
export function isComposing(press: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** No modifier is down, and no input method has the key: then Delete is Delete and Enter is Enter. */
export function isPlain(
  press: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing' | 'keyCode'>,
): boolean {
  return !press.ctrlKey && !press.metaKey && !press.shiftKey && !press.altKey && !isComposing(press);
}

const macNames: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
/** Those that stand on a board in the words of its language. */
const worded = ['Mod', 'Shift', 'Delete', 'PageDown', 'PageUp', 'Home', 'End'] as const;
const signs: Record<string, string> = {
  Backspace: '⌫',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The keys' caps, one a part, as they stand on the board where it is known. */
export function keyCaps(binding: string, board?: Board, mac: boolean = onMac): string[] {
  return binding
    .split(/\+(?!$)/)
    .map((part) => (mac ? macNames[part] : undefined) ?? signs[part] ?? letterOn(board, part));
}

function letterOn(board: Board | undefined, part: string): string {
  const name = worded.find((key) => key === part);
  if (name !== undefined) return say(`command.key_${name}`);
  if (board === undefined || !/^[A-Z]$/.test(part)) return part;
  const latin = [...board.values()].some((typed) => typed.toUpperCase() === part);
  return latin ? part : (board.get(`Key${part}`)?.toUpperCase() ?? part);
}
