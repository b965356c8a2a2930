/** What our own tables call the columns that a fill is read from, in every language: `Menge [quantity]`. */
const ownId =
  /\[(time|symbol|side|quantity|price|currency|fee|feecurrency|orderid|tradeid|kind|base|settle|multiplier|account)\]\s*$/;

/** Letters by which columns are told apart. */
const longestName = 200;

/** `Fee Currency`, `fee_currency`, `"fee currency"` and `Gebühr in [feeCurrency]` are one; a name of signs alone, as `#`, is its own. */
export function keyOf(name: string): string {
  const own = name.slice(0, longestName);
  const [, id] = ownId.exec(own.toLowerCase()) ?? [];
  return id ?? (own.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') || own.trim());
}
