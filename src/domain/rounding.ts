/**
 * Decimal places of what a division gives. Amounts that are added and subtracted are never rounded; these are the
 * figures that are read, and the shares of a cost, which are kept so fine that no later sum shows them. What may be of any
 * size (a price, a rate, an average) is rounded by the digits that count instead: `Decimal.per`.
 */

/**
 * Of the price of an imported fill whose file gives what was paid for all of it. A fill without a trade id is known by
 * its price too: with other places it would not be found again when its file is imported once more.
 */
export const importedPricePlaces = 18;
/** Of a part of a cost, where only a part of what was paid for it leaves. */
export const costPlaces = 18;
/** Of a ratio: 0.0001 is a hundredth of a per cent. */
export const ratioPlaces = 6;
/** Of how many times one amount is another. */
export const timesPlaces = 2;
