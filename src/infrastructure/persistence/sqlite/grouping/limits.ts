/** More would be no overview, and a long message. */
export const mostGroups = 10_000;
/** So many rows are read between two looks at whether the answer is still wanted: some ten milliseconds. */
export const rowsAtOnce = 5_000;
