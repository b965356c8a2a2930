import { bindingOf, isComposing } from '#renderer/commands/key-binding.ts';
import { writeField } from './write-field.ts';

type History = {
  /** Whose text it is: the ticket shows the drafts of many symbols in the same fields. */
  readonly owner: string | undefined;
  readonly past: string[];
  readonly future: string[];
  /** How the text was last changed by hand, and what that made of it. */
  kind: string;
  text: string;
};

const histories = new WeakMap<HTMLInputElement, History>();
const directions: Readonly<Record<string, Direction>> = {
  'Mod+Z': 'past',
  'Mod+Shift+Z': 'future',
  'Mod+Y': 'future',
  historyUndo: 'past',
  historyRedo: 'future',
};
type Direction = 'past' | 'future';

/**
 * Undo and redo in text fields. The browser's own puts letters back at their place in whatever text stands there by
 * then: beside a text that the screen wrote meanwhile, a 5 that was deleted makes 0.000025 of 0.00002, and the quantity
 * of one symbol comes into the draft of another. Here each step is a whole text that the field held, of the same owner.
 */
export function followFieldHistory(): () => void {
  document.addEventListener('beforeinput', onBeforeInput);
  document.addEventListener('input', onInput);
  document.addEventListener('keydown', onKeyDown);
  return () => {
    document.removeEventListener('beforeinput', onBeforeInput);
    document.removeEventListener('input', onInput);
    document.removeEventListener('keydown', onKeyDown);
  };
}

function onBeforeInput(event: InputEvent): void {
  const { target, inputType } = event;
  if (!(target instanceof HTMLInputElement)) return;
  const direction = directions[inputType];
  if (direction === undefined) remember(target, inputType);
  else {
    // From a menu.
    event.preventDefault();
    step(target, direction);
  }
}

/** What is typed in one go is one step. */
function remember(field: HTMLInputElement, kind: string): void {
  const history = historyOf(field);
  if (history.kind !== kind || history.text !== field.value) history.past.push(field.value);
  history.kind = kind;
  history.future.length = 0;
}

function onInput({ target }: Event): void {
  if (target instanceof HTMLInputElement && histories.has(target)) historyOf(target).text = target.value;
}

/** Wherever the focus is: the browser would change the field that was written in last. */
function onKeyDown(event: KeyboardEvent): void {
  const direction = directions[bindingOf(event)];
  if (direction === undefined || event.defaultPrevented || isComposing(event)) return;
  event.preventDefault();
  const { target } = event;
  if (target instanceof HTMLInputElement && !target.readOnly) step(target, direction);
}

function step(field: HTMLInputElement, direction: Direction): void {
  const history = historyOf(field);
  const from = history[direction];
  const to = history[direction === 'past' ? 'future' : 'past'];
  const shown = field.value;
  let text = from.pop();
  while (text === shown) text = from.pop();
  if (text === undefined) return;
  to.push(shown);
  history.kind = direction;
  writeField(field, text);
}

function historyOf(field: HTMLInputElement): History {
  const owner = field.closest<HTMLElement>('[data-draft]')?.dataset['draft'];
  const held = histories.get(field);
  if (held !== undefined && held.owner === owner) return held;
  const history: History = { owner, past: [], future: [], kind: '', text: field.value };
  histories.set(field, history);
  return history;
}
