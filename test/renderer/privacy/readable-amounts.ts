import { amounts } from './unusual-workspace.ts';

/** Nobody reads these: they are coordinates, names of styles and references. */
const unread = new Set(['style', 'class', 'id', 'for', 'd', 'href', 'aria-controls', 'aria-labelledby']);
const drawn: string[] = [];

/** What is written on a canvas is in no document: it is noted while it is drawn. */
const draw = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function noted(text, ...place) {
  drawn.push(text);
  draw.call(this, text, ...place);
};

export function forgetDrawn(): void {
  drawn.length = 0;
}

/** The amounts whose digits stand anywhere in the page, however they are grouped, and in what. */
export function readableAmounts(): readonly string[] {
  return readableIn([document.title, ...drawn, ...textsOf(document.documentElement)]);
}

function readableIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => {
    const digits = text.replaceAll(/(?<=\d)[.,\s'’\u202f\u00a0](?=\d)/gu, '');
    return Object.entries(amounts)
      .filter(([, amount]) => digits.includes(significant(amount)))
      .map(([name]) => `${name} in “${text}”`);
  });
  return [...new Set(found)];
}

function textsOf(root: Element): readonly string[] {
  return [root, ...root.querySelectorAll('*')].flatMap((element) => {
    if (element.matches('script, style')) return [];
    const own = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent ?? '');
    const attributes = [...element.attributes]
      .filter(({ name }) => !unread.has(name))
      .map(({ value }) => value);
    const typed =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? [element.value] : [];
    return [...own, ...attributes, ...typed, own.join('')];
  });
}

/** 0.391746 as it may be rounded to fewer digits still begins with these. */
function significant(amount: string): string {
  return amount.replace('.', '').replace(/^0+/u, '').slice(0, 5);
}
