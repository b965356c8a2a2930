/**
 * Decimal places of what a division gives. Amounts that are added and subtracted are never rounded; these are the
 * figures that are read, and the shares of a cost, which are kept so fine that no later sum shows them.
 */

/** Of an average, an estimated or a middle price, of a rate between currencies and of what is converted by one. */
export const pricePlaces = 12;
/** Of a part of a cost, where only a part of what was paid for it leaves. */
export const costPlaces = 18;
/** Of a ratio: 0.0001 is a hundredth of a per cent. */
export const ratioPlaces = 6;
