import type { CompiledMessage } from 'icu-minify/format';
import type { Pack } from './say.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Û',
  n: 'ñ',
  c: 'ç',
  y: 'ý',
  s: 'š',
};

/** So much longer than English is what a translation may well be. */
const growth = 0.35;

/** Every message between brackets, accented and longer: what is not is a literal word, or stale. */
export function pseudoPack(pack: Pack): Pack {
  return Object.fromEntries(
    Object.entries(pack).map(([area, messages]) => [
      area,
      Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, pseudoMessage(message)])),
    ]),
  );
}

type Node = Exclude<CompiledMessage, string>[number];

function pseudoMessage(message: CompiledMessage): CompiledMessage {
  if (typeof message === 'string') return `[${longer(message)}]`;
  return ['[', ...message.map(pseudoNode), ']'];
}

/** As icu-minify writes it: a text, 0 for `#`, or an array that begins with a name. */
function pseudoNode(node: Node): Node {
  if (typeof node === 'string') return longer(node);
  if (typeof node === 'number' || node.length === 1) return node;
  const [name, kind, ...rest] = node;
  if (typeof kind !== 'number' || kind === 0) return [name, pseudoPart(kind), ...rest.map(pseudoPart)];
  return [name, kind, ...rest.map(pseudoBranches)];
}

function pseudoPart(part: unknown): unknown {
  if (typeof part === 'string') return longer(part);
  if (!Array.isArray(part)) return part;
  const [name, ...rest]: unknown[] = part;
  return typeof name === 'string' && rest.length > 0 ? pseudoNode([name, rest[0], ...rest.slice(1)]) : part;
}

/** Of a plural or a select, each a text or a list of nodes. */
function pseudoBranches(branches: unknown): unknown {
  if (typeof branches !== 'object' || branches === null) return branches;
  return Object.fromEntries(
    Object.entries(branches).map(([choice, branch]: [string, unknown]) => [
      choice,
      Array.isArray(branch) ? branch.map(pseudoPart) : pseudoPart(branch),
    ]),
  );
}

function longer(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const accented = text.replaceAll(/[a-z]/giu, (letter) => accents[letter] ?? letter);
  return `${accented}${'~'.repeat(Math.ceil(letters * growth))}`;
}
