/**
 * Where the focus is on the page itself, under whatever dialogs and menus lie over it: the element, then what holds
 * it, nearest first. An element may be gone when the focus comes back to it; its grid, or else its panel, is not.
 */
type Trail = readonly HTMLElement[];

/** What keeps the page under it from the keyboard. */
export const modal = '[aria-modal="true"]';
const holders = `[data-row], [data-grid], [data-panel], ${modal}`;
/** As a whole, or one cell of it. */
const currentRow = '[data-row][tabindex="0"], [data-row] > [tabindex="0"]';
const takesFocus = '[role^="menuitem"], input, select, textarea, button, a[href], [tabindex="0"]';

let home: Trail = [];

/** Follows the focus from now on. Returns what ends it. */
export function followFocus(): () => void {
  const observer = new MutationObserver(giveBack);
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  observer.observe(document.body, { subtree: true, attributeFilter: ['disabled'] });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}

/** A button is disabled while what it sends is on its way; once it is not, the focus is where it was. */
function giveBack(): void {
  const [last] = home;
  const isCovered = document.querySelector(modal) !== null;
  if (last !== undefined && isNowhere() && !isCovered) focusOn(last);
}

function onFocusIn({ target }: FocusEvent): void {
  if (target instanceof HTMLElement && !liesOver(target)) home = trailOf(target);
}

/** A click beside everything leaves nothing focused. An element that was removed, or disabled, was not left by hand. */
function onFocusOut({ target, relatedTarget }: FocusEvent): void {
  if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
  queueMicrotask(() => {
    if (document.hasFocus() && isNowhere() && canTakeFocus(target)) home = [];
  });
}

/** Where the focus is to come back to, of a dialog or a menu that opens now. */
export function focusOrigin(): Trail {
  const active = document.activeElement;
  const inDialog = active instanceof HTMLElement && active.closest(modal);
  return inDialog ? trailOf(active) : home;
}

/** To the element itself, or to the current row of its grid, or to what is first in its panel. */
export function returnFocus(trail: Trail): void {
  for (const [index, element] of trail.entries()) {
    if (!element.isConnected) continue;
    if (index === 0 ? focusOn(element) : focusInto(element)) return;
  }
}

/** The focus was last in here, and what had it is gone. */
export function lostFocusIn(container: HTMLElement): boolean {
  return isNowhere() && home.includes(container);
}

/**
 * What has the focus in a dialog or a menu may go or be disabled, as a button that sends: then the dialog itself has it,
 * never the button beside, which a second press would reach. Returns what ends it.
 */
export function keepFocusIn(dialog: HTMLElement): () => void {
  let last: EventTarget | null = document.activeElement;
  const observer = new MutationObserver(() => {
    const isLeft = isNowhere() || document.activeElement === last;
    if (isLeft && last instanceof HTMLElement && dialog !== last && !canTakeFocus(last)) focusOn(dialog);
  });
  dialog.addEventListener('focusin', onFocus);
  observer.observe(dialog, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    observer.disconnect();
    dialog.removeEventListener('focusin', onFocus);
  };

  function onFocus({ target }: FocusEvent): void {
    last = target;
  }
}

/** The focus is on a row of this grid, or will be once what lies over the page is closed. */
export function isHomeRowOf(gridId: string): boolean {
  const onRow = home.some((element) => element.matches('[data-row]'));
  return onRow && home.some((element) => element.dataset['grid'] === gridId);
}

/** To what asks for it in there, else to its current row or cell, else to its first item or control, else to itself. */
export function focusInto(container: HTMLElement): boolean {
  if (container.matches('[data-row]')) return focusOn(container);
  const row = container.querySelector<HTMLElement>(currentRow);
  const first = container.querySelector<HTMLElement>('[data-autofocus]') ?? row;
  if (first !== null && focusOn(first)) return true;
  for (const element of container.querySelectorAll<HTMLElement>(takesFocus)) {
    const reachable = element.tabIndex >= 0 || element.matches('[role^="menuitem"]');
    if (reachable && focusOn(element)) return true;
  }
  return focusOn(container);
}

/** To what asks for it in there, else to the rows of its table, to itself where it has none, else as into any other. */
export function focusIntoPanel(panel: HTMLElement): boolean {
  const first = panel.querySelector<HTMLElement>('[data-autofocus], [role="grid"]');
  if (first === null) return focusInto(panel);
  const row = first.querySelector<HTMLElement>(currentRow);
  return (row !== null && focusOn(row)) || focusOn(first) || focusInto(panel);
}

function focusOn(element: HTMLElement): boolean {
  if (canTakeFocus(element)) element.focus({ preventScroll: true });
  return document.activeElement === element;
}

function canTakeFocus(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility();
}

function trailOf(element: HTMLElement): Trail {
  const trail = [element];
  for (let held = element.parentElement?.closest<HTMLElement>(holders); held;) {
    trail.push(held);
    held = held.parentElement?.closest<HTMLElement>(holders);
  }
  return trail;
}

/** Dialogs, menus and notes are put beside the page. */
function liesOver(element: HTMLElement): boolean {
  return element.closest('[data-portal]') !== null;
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
