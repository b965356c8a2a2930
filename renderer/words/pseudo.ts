import type { CompiledMessage } from 'icu-minify/format';
import { mapPack } from './map-pack.ts';
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
    Object.entries(mapPack(pack, longer)).map(([area, messages]) => [
      area,
      Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, bracketed(message)])),
    ]),
  );
}

function bracketed(message: CompiledMessage): CompiledMessage {
  return typeof message === 'string' ? `[${message}]` : ['[', ...message, ']'];
}

function longer(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const accented = text.replaceAll(/[a-z]/giu, (letter) => accents[letter] ?? letter);
  return `${accented}${'~'.repeat(Math.ceil(letters * growth))}`;
}
