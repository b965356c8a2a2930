import { parsedJson } from './wire-values.ts';

/**
 * Every number as the text that it was written in: a venue's own numbers may be larger than a number holds exactly, and what
 * is written without quotes is read no less exactly than what has them. Undefined where it is no JSON.
 */
export function parsedExactly(text: string): unknown {
  return parsedJson(numbersQuoted(text));
}

/** The same; throws where it is no JSON. */
export function readExactly(text: string): unknown {
  const body = parsedExactly(text);
  if (body === undefined) throw new SyntaxError('it is no JSON');
  return body;
}

/** Pieces that are held at once: of an answer that is all numbers there are as many as it has letters. */
const mostParts = 10_000;

/** In JSON only a number begins with a digit or a minus outside of a text. */
function numbersQuoted(text: string): string {
  let quoted = '';
  let parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfText(text, at + 1);
    else if (character === '-' || isDigit(character)) {
      const end = endOfNumber(text, at + 1);
      parts.push(text.slice(copied, at), '"', text.slice(at, end), '"');
      copied = end;
      at = end;
      if (parts.length >= mostParts) {
        quoted += parts.join('');
        parts = [];
      }
    } else at += 1;
  }
  parts.push(text.slice(copied));
  return quoted + parts.join('');
}

function endOfText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isDigit(text[at] ?? '') || '.eE+-'.includes(text[at] ?? ''))) at += 1;
  return at;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
