import { expect, type Page } from '@playwright/test';

type Box = { left: number; top: number; right: number; bottom: number };
type Text = { readonly element: HTMLElement; readonly text: string; readonly box: Box };

/** The page may still be drawing: it is whole once it is. */
export async function expectWhole(page: Page, at: object): Promise<void> {
  await expect
    .poll(() => layoutFaults(page), { message: `the page at ${Object.values(at).join(', ')}` })
    .toEqual([]);
}

/** So is what stands above it. */
export async function expectOverlayWhole(page: Page, name: string, at: object): Promise<void> {
  await expect
    .poll(() => overlayFaults(page), { message: `${name} at ${Object.values(at).join(', ')}` })
    .toEqual([]);
}

/** What is cut or overlaps in the page as it stands, each in a few words; empty when all is well. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {\n${inPage}\nreturn findFaults(document.body);\n})()`);
}

/** The same of the dialog, menu or tooltip that stands above all; and which of its controls cannot be got at. */
function overlayFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {\n${inPage}\nreturn findOverlayFaults();\n})()`);
}

function findOverlayFaults(): string[] {
  const top = [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="tooltip"]')].findLast(
    (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  return top === undefined ? ['nothing is open'] : [...findFaults(top), ...outOfReach(top)];
}

/** Scrolled to, a control has to be under the pointer that points at its middle. */
function outOfReach(top: Element): string[] {
  const controls = top.querySelectorAll<HTMLElement>('button, a, input, select, textarea, [role="menuitem"]');
  return [...controls].flatMap((control) => {
    if (control.matches(':disabled') || control.offsetWidth <= 1) return [];
    if (!control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, top: above, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, above + height / 2);
    if (hit !== null && (control.contains(hit) || hit.contains(control))) return [];
    return [`“${control.getAttribute('aria-label') ?? control.textContent}” is out of reach`];
  });
}

function findFaults(root: Element): string[] {
  /** Fractions of a pixel, and glyphs that lean out of their box. */
  const slack = 1.5;
  const texts = textsIn(root);
  return [...new Set([...texts.flatMap(cutBy), ...overlaps(), ...cutValues(root)])];

  /** The text against everything around it that hides what does not fit; what can be scrolled to is not cut. */
  function cutBy({ element, text, box }: Text): string[] {
    let shown = box;
    for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.display === 'inline') continue;
      const edge = innerBox(around);
      const scrollsX = /auto|scroll/.test(style.overflowX) && around.scrollWidth > around.clientWidth;
      const scrollsY = /auto|scroll/.test(style.overflowY) && around.scrollHeight > around.clientHeight;
      const hidesX = style.overflowX !== 'visible' || around === document.body;
      const hidesY = style.overflowY !== 'visible' || around === document.body;
      const outX = hidesX && (shown.left < edge.left - slack || shown.right > edge.right + slack);
      const outY = hidesY && (shown.top < edge.top - slack || shown.bottom > edge.bottom + slack);
      if ((outX && !scrollsX) || (outY && !scrollsY)) {
        const told = element.closest('[title]')?.getAttribute('title') ?? '';
        const amount = element.closest('.td-number') !== null || isAmount(text);
        // An ellipsis after a letter or two tells nothing: what is so short has to have its room.
        if (told === '' || amount || !outX || text.length <= 6) {
          return [`“${text}” is cut in ${nameOf(around)}`];
        }
      }
      shown = {
        left: scrollsX ? edge.left : Math.max(shown.left, hidesX ? edge.left : shown.left),
        right: scrollsX ? edge.right : Math.min(shown.right, hidesX ? edge.right : shown.right),
        top: scrollsY ? edge.top : shown.top,
        bottom: scrollsY ? edge.bottom : shown.bottom,
      };
      if (around.tagName === 'BUTTON' && (shown.left < edge.left - slack || shown.right > edge.right + slack))
        return [`“${text}” is wider than its button`];
    }
    return [];
  }

  /** Two texts on one place. What is above another on purpose, as a head that stays or a menu, covers it whole. */
  function overlaps(): string[] {
    const visible = texts.flatMap(({ element, text, box }) => {
      const seen = seenPart(element, box);
      return seen === undefined || isSticky(element) ? [] : [{ element, text, box: seen }];
    });
    const found: string[] = [];
    for (const [index, one] of visible.entries()) {
      for (const other of visible.slice(index + 1)) {
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Lines of text stand close: their boxes may share the space above and below the letters.
        if (width <= slack || height <= 5 || one.element.contains(other.element)) continue;
        if (other.element.contains(one.element)) continue;
        found.push(`“${one.text}” and “${other.text}” overlap in ${nameOf(one.element)}`);
      }
    }
    return found;
  }
}

/** Digits with their separators, and a currency at most. */
function isAmount(text: string): boolean {
  return /^[^\p{L}\d]*\d[\d.,'\s₀-₉]*%?(?:\s[A-Z0-9]{2,})?$/u.test(text);
}

/** Numbers in fields that show a part of themselves. Whoever types in one scrolls it. */
function cutValues(root: Element): string[] {
  return [...root.querySelectorAll('input')].flatMap((field) =>
    field !== document.activeElement && isAmount(field.value) && field.scrollWidth > field.clientWidth + 1
      ? [`“${field.value}” is cut in its field in ${nameOf(field)}`]
      : [],
  );
}

function innerBox(element: HTMLElement): Box {
  const { left, top } = element.getBoundingClientRect();
  const x = left + element.clientLeft;
  const y = top + element.clientTop;
  return { left: x, top: y, right: x + element.clientWidth, bottom: y + element.clientHeight };
}

function seenPart(element: HTMLElement, box: Box): Box | undefined {
  let seen = box;
  for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflow === 'visible') continue;
    const edge = innerBox(around);
    seen = {
      left: Math.max(seen.left, edge.left),
      top: Math.max(seen.top, edge.top),
      right: Math.min(seen.right, edge.right),
      bottom: Math.min(seen.bottom, edge.bottom),
    };
  }
  return seen.right > seen.left && seen.bottom > seen.top ? seen : undefined;
}

function isSticky(element: HTMLElement): boolean {
  for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).position === 'sticky') return true;
  }
  return false;
}

function nameOf(element: HTMLElement): string {
  const region = element.closest('[data-panel], [role="dialog"], header, footer, [role="menu"]');
  const panel = region?.getAttribute('data-panel') ?? region?.getAttribute('role') ?? region?.tagName;
  return `${panel?.toLowerCase() ?? 'the page'} (${element.tagName.toLowerCase()}.${element.className})`;
}

function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '' || element.closest('option, style, script') !== null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    // Dialogs and menus stand above the page, and are looked at by themselves.
    if (root === document.body && element.closest('[data-portal="true"]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    // What is there for screen readers alone has one pixel.
    if (element.offsetWidth <= 1 || right - left <= 1) continue;
    found.push({ element, text, box: { left, top, right, bottom } });
  }
  return found;
}

/** All that runs in the page. */
const inPage = [
  textsIn,
  innerBox,
  seenPart,
  isSticky,
  isAmount,
  cutValues,
  outOfReach,
  nameOf,
  findFaults,
  findOverlayFaults,
]
  .map(String)
  .join('\n');
