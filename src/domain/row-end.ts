import type { Coded } from './coded.ts';

/** What is wrong with a cell, and so what to write instead. `text` is what it holds, cut where it is long. */
const badCells = {
  NUMBER_EMPTY: {},
  NOT_A_NUMBER: { text: 'cell' },
  NOT_PLAIN_NUMBER: { text: 'cell', plain: 'cell' },
  TWO_NUMBERS: { text: 'cell', whole: 'cell', fraction: 'cell' },
  NOT_DECIMAL_COMMA: { text: 'cell' },
  NUMBER_TOO_LONG: { text: 'cell', longest: 'count' },
  NOT_ABOVE_ZERO: { text: 'cell' },
  /** Where the sign does not matter. */
  NO_AMOUNT: { text: 'cell' },
  NOT_MONEY: { text: 'cell' },
  TIME_EMPTY: { zone: 'name' },
  NOT_A_TIME: { text: 'cell', zone: 'name' },
  /** The day may come first, or the month. */
  TWO_DATES: { text: 'cell' },
  TIME_BEFORE_1970: { text: 'cell' },
  TIME_IN_FUTURE: { text: 'cell' },
  SYMBOL_EMPTY: {},
  NOT_A_SYMBOL: { text: 'cell' },
  NOT_A_SHARE: { text: 'cell' },
  SYMBOL_DERIVATIVE: { text: 'cell' },
  UNKNOWN_PAIR: { text: 'cell' },
  NOT_A_SIDE: { text: 'cell' },
  FEE_CURRENCY_EMPTY: {},
  NOT_A_CURRENCY: { text: 'cell' },
  NOT_AN_ASSET: { text: 'cell' },
  OTHER_PRICE_CURRENCY: { text: 'cell', symbol: 'name', currency: 'name' },
  /** The cell names what its number is in, and it is something else than the column is of. */
  OTHER_UNIT: { text: 'cell', unit: 'name' },
  NOT_AN_ID: { text: 'cell', longest: 'count' },
  SHARED_ID_EMPTY: {},
  NO_CONVERSION: { text: 'cell' },
  NOT_A_KIND: { text: 'cell' },
  /** It has a multiplier, or is settled in what its price is not in. */
  KIND_EMPTY: {},
  PRICE_CURRENCY_EMPTY: {},
  BASE_EMPTY: { settle: 'name', quote: 'name' },
  SETTLE_EMPTY: {},
  QUANTO: { settle: 'name', base: 'name', quote: 'name' },
  OPTION_SETTLE: { settle: 'name', quote: 'name' },
} as const;

/** What is wrong with a row, or with the rows that make one trade. */
const badRows = {
  TOO_MANY_VALUES: { text: 'cell' },
  AMOUNTS_OF_OTHER_ASSETS: { executed: 'cell', amount: 'cell', pair: 'cell' },
  PRICE_AND_VALUE_MISSING: {},
  NOTHING_MOVED: {},
  NOT_ONE_TRADE: {},
  NOT_TWO_ASSETS: {},
  SECOND_NOT_ONE_TRADE: {},
  SECOND_FEES_MIXED: {},
  FEE_WITHOUT_TRADE: {},
  CANCELS_A_TRADE: {},
  /** What it is makes a difference to what was earned: it is not guessed. */
  UNKNOWN_MOVEMENT: { type: 'cell' },
  /** By a split, a spin-off, a transfer: what it did to the position is not in the row. */
  SHARES_MOVED: { type: 'cell' },
  /** An option was exercised or assigned, or lapsed; or the shares are those that were traded at its strike. */
  OPTION_ENDED: { type: 'cell' },
  /** Withheld from what came, which has it in it at a rate that the row does not tell. */
  TAX_IN_OTHER_CURRENCY: { text: 'cell' },
  /** The side says one thing, and the sign of the quantity another. */
  SIDE_AND_SIGN_DIFFER: { text: 'cell' },
  FEES_IN_TWO_CURRENCIES: {},
  /** `parts`: what the total should be made of. */
  TOTAL_DIFFERS: { text: 'cell', parts: 'cell' },
} as const;

/** Why a row that is whole is passed over. */
const passedOver = {
  OTHER_TYPE: { type: 'cell' },
  OTHER_ASSET_CLASS: { type: 'cell' },
  NOT_TRADED: { status: 'cell' },
  DERIVATIVE: {},
  ON_MARGIN: {},
  NOT_FINAL: {},
  WITHIN_VENUE: {},
  OTHER_HALF: {},
  SUMS_ROWS: { level: 'cell' },
  SUM_OF_EXECUTIONS: {},
  SUMS_AT_END: {},
  TEXT_AT_END: {},
  MOVEMENT_LEFT_OUT: { type: 'cell' },
  /** The trader said that the file's rows are no trades. */
  NO_TRADES: {},
  /** The trader said that such rows do not count. */
  LEFT_OUT: { text: 'cell' },
} as const;

/** What a row of an imported file ended in that brought neither a fill nor a movement. */
export const rowEnds = { ...badCells, ...badRows, ...passedOver } as const;
export type RowEnd = Coded<typeof rowEnds>;
