import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export type ContentWidths = Readonly<Record<string, number>>;

/** A cell names its column; one that may be cut (its full text is its title) asks for no room. */
const sizingCells = '[data-column]:not([data-may-be-cut])';
/** Texts that all differ, as ids do, are not kept for ever. */
const mostShapes = 2000;
const nothingMeasured: ContentWidths = {};

/**
 * How wide each column must be for what stands in it, in pixels, measured in the document itself: with the font, the
 * density and the separators that are really there. While `look` and the density stay, a column only grows, so that
 * nothing jitters.
 * What needs no more than its column's `least` is not told, so that nothing is rendered for it.
 */
export function useContentWidths(
  root: RefObject<HTMLElement | null>,
  look: string,
  least: Readonly<Record<string, number>>,
): ContentWidths {
  const [held, setHeld] = useState({ look, widths: nothingMeasured });

  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const widest = new Map<string, number>();
    /** What was measured, each digit as 0: digits are of one width, so most ticks and most rows are of no new width. */
    const shapes = new Set<string>();

    function measure(cells: Iterable<HTMLElement>): void {
      let grown = false;
      for (const cell of cells) {
        const column = cell.dataset['column'] ?? '';
        const shape = `${column} ${cell.firstElementChild?.className ?? ''} ${(cell.textContent ?? '').replaceAll(/\d/g, '0')}`;
        if (shapes.has(shape)) continue;
        if (shapes.size === mostShapes) shapes.clear();
        shapes.add(shape);
        const width = neededWidth(cell);
        if (width <= (widest.get(column) ?? least[column] ?? 0)) continue;
        widest.set(column, width);
        grown = true;
      }
      if (grown) setHeld({ look, widths: Object.fromEntries(widest) });
    }

    function measureAll(): void {
      measure(element?.querySelectorAll<HTMLElement>(sizingCells) ?? []);
    }

    function measureAnew(): void {
      widest.clear();
      shapes.clear();
      flushSync(() => {
        setHeld({ look, widths: nothingMeasured });
        measureAll();
      });
    }

    measureAll();
    // Whoever writes into a cell need not know of its width. The column is wide enough before the next paint.
    const mutations = new MutationObserver((records) => flushSync(() => measure(changedCells(records))));
    mutations.observe(element, { childList: true, characterData: true, subtree: true });
    // A panel behind another has no size: it is measured when it comes forward.
    let shown = element.clientWidth > 0;
    const visibility = new ResizeObserver(() => {
      const shownBefore = shown;
      shown = element.clientWidth > 0;
      if (shown && !shownBefore) measureAnew();
    });
    visibility.observe(element);
    // The density is put on the root of the document, some time after the setting has changed.
    const density = new MutationObserver(measureAnew);
    density.observe(document.documentElement, { attributeFilter: ['data-density'] });
    document.fonts.addEventListener('loadingdone', measureAnew);
    return () => {
      mutations.disconnect();
      visibility.disconnect();
      density.disconnect();
      document.fonts.removeEventListener('loadingdone', measureAnew);
    };
  }, [root, look, least]);

  return held.look === look ? held.widths : nothingMeasured;
}

function changedCells(records: readonly MutationRecord[]): Set<HTMLElement> {
  const cells = new Set<HTMLElement>();
  for (const { target, addedNodes } of records) {
    const element = target instanceof HTMLElement ? target : target.parentElement;
    const changed = element?.closest<HTMLElement>(sizingCells);
    if (changed !== null && changed !== undefined) cells.add(changed);
    for (const node of addedNodes) {
      if (!(node instanceof HTMLElement)) continue;
      if (node.matches(sizingCells)) cells.add(node);
      for (const cell of node.querySelectorAll<HTMLElement>(sizingCells)) cells.add(cell);
    }
  }
  return cells;
}

/** What is cut counts as well. */
function naturalWidth(content: HTMLElement): number {
  return content.scrollWidth + content.offsetWidth - content.clientWidth;
}

/** The content in full, and all that stands around it up to the cell's edge. */
function neededWidth(cell: HTMLElement): number {
  const named = [...cell.querySelectorAll<HTMLElement>('[data-content]')];
  const [content = cell.firstElementChild] = named;
  // A field is as wide as its cell, whatever is typed.
  if (!(content instanceof HTMLElement) || content instanceof HTMLInputElement) return 0;
  let width = naturalWidth(content);
  if (width === 0) return 0;
  for (const next of named.slice(1)) {
    width += naturalWidth(next) + Number.parseFloat(getComputedStyle(cell).columnGap);
  }
  for (let around = content.parentElement; around !== null; around = around.parentElement) {
    const { paddingLeft, paddingRight } = getComputedStyle(around);
    width += Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
    if (around === cell) break;
  }
  // The document tells whole pixels, rounded.
  return Math.ceil(width) + 1;
}
