const controls = 'button, a[href], [role="switch"], [role^="menuitem"]';
/** Two presses of a key this near are one intention, as two clicks are; in milliseconds. */
const doubleKey = 500;
/** In so short a time, in milliseconds, nobody has read what a dialog asks. */
const unreadTime = 350;
/** A click later than this after a key, in milliseconds, is no part of it: a screen reader or a voice has made it. */
const clickOfKey = 1000;

type Press = { readonly control: Element | null; readonly meaning: string; readonly at: number };
type Key = { readonly key: string; readonly target: EventTarget | null; readonly at: number };

/**
 * The second press of a double one is for what the first was for. It presses nothing where the first has made another
 * button of that one, as Enable of Disable, or has brought something else under the pointer, as the next row's, or what
 * lies around the dialog that it opened and closes it. Nor does a key answer the dialog that it has just opened, and that
 * has the focus by now, however long it is held. Returns what ends it.
 */
export function keepPressesSingle(): () => void {
  let first: Press | undefined;
  let firstKey: Key | undefined;
  let unreadAt: number | undefined;
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('click', onClick, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('click', onClick, { capture: true });
  };

  function onKeyDown({ key, target, timeStamp, repeat }: KeyboardEvent): void {
    const press = { key, target, at: timeStamp };
    const isUnread = firstKey !== undefined && answersUnread(press, firstKey, repeat);
    unreadAt = isUnread ? timeStamp : undefined;
    if (!isUnread && !repeat) firstKey = press;
  }

  function onClick(event: MouseEvent): void {
    if (unreadAt !== undefined && event.detail === 0 && event.timeStamp - unreadAt < clickOfKey) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const control = event.target instanceof Element ? event.target.closest(controls) : null;
    const press = { control, meaning: meaningOf(control), at: event.timeStamp };
    if (first === undefined || !isSecond(event, press, first)) {
      first = press;
      return;
    }
    if (control === first.control && press.meaning === first.meaning) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A click that a key made has no count. Keys reach another button only where the focus was brought to it. */
function isSecond({ detail }: MouseEvent, press: Press, first: Press): boolean {
  if (detail > 0) return detail > 1;
  return press.control === first.control && press.at - first.at < doubleKey;
}

/** The same key, pressed before the dialog that it is in by now was there. */
function answersUnread({ key, target, at }: Key, first: Key, isHeld: boolean): boolean {
  if (key !== first.key || !(target instanceof Element)) return false;
  if (!isHeld && at - first.at >= unreadTime) return false;
  const dialog = target.closest('[role="dialog"], dialog');
  return dialog !== null && !(first.target instanceof Node && dialog.contains(first.target));
}

/** What the control is called, without its signs, and whether it is on. */
function meaningOf(control: Element | null): string {
  if (control === null) return '';
  const states = ['aria-pressed', 'aria-checked', 'aria-expanded'].map((name) => control.getAttribute(name));
  return [control.getAttribute('aria-label') ?? wordsOf(control), ...states].join('\n');
}

function wordsOf(node: Node): string {
  if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return '';
  return node instanceof Element ? [...node.childNodes].map(wordsOf).join('') : (node.textContent ?? '');
}
