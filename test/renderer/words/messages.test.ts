import { describe, expect, it } from 'vitest';
import { deAtOnce } from '#renderer/words/packs/de-at-once.ts';
import { deLater } from '#renderer/words/packs/de-later.ts';
import { swissAtOnce } from '#renderer/words/packs/de-ch-at-once.ts';
import { swissLater } from '#renderer/words/packs/de-ch-later.ts';
import { enAtOnce } from '#renderer/words/packs/en-at-once.ts';
import { enLater } from '#renderer/words/packs/en-later.ts';
import { pseudoAtOnce, pseudoLater } from '#renderer/words/packs/pseudo.ts';
import type { Pack } from '#renderer/words/say.ts';

const english: Pack = { ...enAtOnce, ...enLater };
const others: Readonly<Record<string, Pack>> = {
  German: { ...deAtOnce, ...deLater },
  'German of Switzerland': { ...swissAtOnce, ...swissLater },
  'the made-up language': { ...pseudoAtOnce, ...pseudoLater },
};

/** What a compiled message asks its caller for: values, what a plural counts, what a select chooses by, and tags. */
function asksFor(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((node: unknown): string[] => {
    if (!Array.isArray(node)) return [];
    const [name, kind, options]: unknown[] = node;
    if (node.length === 1) return [`{${String(name)}}`];
    if (typeof kind !== 'number' || kind === 0) return [`<${String(name)}>`, ...asksFor(node.slice(1))];
    const branches = typeof options === 'object' && options !== null ? Object.entries(options) : [];
    // A select has the same choices everywhere; of a plural each language has its own forms.
    const choices = kind === 1 ? branches.map(([choice]) => choice).toSorted() : [];
    return [
      `{${String(name)} ${kind} ${choices.join('|')}}`,
      ...branches.flatMap(([, branch]) => asksFor(branch)),
    ];
  });
}

function namesOf(pack: Pack): string[] {
  return Object.entries(pack).flatMap(([area, messages]) =>
    Object.keys(messages).map((key) => `${area}.${key}`),
  );
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}

describe.each(Object.entries(others))('%s', (_name, pack) => {
  it('says all that English says, and nothing else', () => {
    expect(namesOf(pack).toSorted()).toEqual(namesOf(english).toSorted());
  });

  it.each(Object.entries(english))('names in “%s” what English names', (area, messages) => {
    for (const [key, message] of Object.entries(messages)) {
      expect(distinct(asksFor(pack[area]?.[key])), `${area}.${key}`).toEqual(distinct(asksFor(message)));
    }
  });
});
