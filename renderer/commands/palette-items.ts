/** What the palette offers: a command, or what else was found by its name. */
export type PaletteItem = {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly key?: string | undefined;
  /** It may send an order, or lets keys send. */
  readonly dangerous?: boolean | undefined;
  readonly run: () => void;
};

/** What has the text in its name, nothing for an empty text. */
export type PaletteFinder = (text: string) => readonly PaletteItem[];

/**
 * First the one that is called what was typed, then those that begin with it, then the others. Of those that match
 * equally, what sends an order or lets keys send comes last: Enter takes the first.
 */
export function inPaletteOrder(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const wanted = normal(text);
  return items.toSorted(
    (a, b) => matchRank(a, wanted) - matchRank(b, wanted) || dangerRank(a) - dangerRank(b),
  );
}

export function isNamed(name: string, text: string): boolean {
  return normal(name).includes(normal(text));
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}

function matchRank({ label }: PaletteItem, wanted: string): number {
  const name = normal(label);
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 2;
}

function dangerRank({ dangerous = false }: PaletteItem): number {
  return dangerous ? 1 : 0;
}
