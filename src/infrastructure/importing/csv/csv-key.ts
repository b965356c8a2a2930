/** `Fee Currency`, `fee_currency` and `"fee currency"` are one. */
export function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
