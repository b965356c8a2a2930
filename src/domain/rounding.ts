/**
 * Decimal places of what a division gives. Amounts that are added and subtracted are never rounded; these are the
 * figures that are read, and the shares of a cost, which are kept so fine that no later sum shows them.
 */

/** Of an average, an estimated or a middle price, and of what is converted between currencies. */
export const pricePlaces = 18;
/**
 * Of a rate that is one over a price. A coin may cost billions of a small currency, whose rate begins at the tenth place
 * and is multiplied by as many billions again.
 */
export const ratePlaces = 24;
/** Of a part of a cost, where only a part of what was paid for it leaves. */
export const costPlaces = 18;
/** Of a ratio: 0.0001 is a hundredth of a per cent. */
export const ratioPlaces = 6;
/** Of how many times one amount is another. */
export const timesPlaces = 2;
