/** What a row of an imported file ended in that was not imported. */
export const row = {
  NUMBER_EMPTY: 'Empty. Write a number such as 1.5.',
  NOT_A_NUMBER: '“{text}” is not a number. Write digits with a point, such as 1.5.',
  NOT_PLAIN_NUMBER: '“{text}” is not a plain number. Write {plain}.',
  TWO_NUMBERS: '“{text}” can be read as two numbers. Write {whole} or {fraction}, whichever it is.',
  NOT_DECIMAL_COMMA: '“{text}” is not a number with a decimal comma. Write 1,5, or choose the decimal point.',
  NUMBER_TOO_LONG: '“{text}” has more than {longest, plural, other {# digits}}. Write fewer.',
  NOT_ABOVE_ZERO: '“{text}” is not above zero. Write a positive number: the side says which way it went.',
  NO_AMOUNT: '“{text}” is not above zero. Write how much it was, or remove the line.',
  NOT_MONEY: '“{text}” is not an amount with its asset. Write it as 0.5BTC.',
  TIME_EMPTY: 'Empty. Write 2025-01-31T14:05:09Z, or milliseconds since 1970. Without a zone it is {zone}.',
  NOT_A_TIME:
    '“{text}” is not a time. Write 2025-01-31T14:05:09Z, or milliseconds since 1970. Without a zone it is {zone}.',
  TWO_DATES:
    '“{text}” may be two dates: the day or the month may come first. Write it as 2025-01-31T14:05:09Z.',
  TIME_BEFORE_1970: '“{text}” lies before 1970. Write when it happened.',
  TIME_IN_FUTURE: '“{text}” lies in the future. Write when it happened.',
  SYMBOL_EMPTY: 'Empty. Write what was traded, such as BTC-USDT or AAPL.',
  NOT_A_SYMBOL: '“{text}” is not a symbol. Write letters and digits, such as BTC-USDT or AAPL.',
  NOT_A_SHARE: '“{text}” is not a share. Write its ticker, such as AAPL.',
  SYMBOL_DERIVATIVE:
    '“{text}” is a contract. Say which in the columns kind, currency, base, settle and multiplier, or remove the line.',
  UNKNOWN_PAIR: 'The pair “{text}” is not known. Write it as XBT/EUR.',
  NOT_A_SIDE: '“{text}” is no side. Write buy or sell.',
  FEE_CURRENCY_EMPTY: 'Empty. Write the currency of the fee, such as USDT, or leave the fee empty too.',
  NOT_A_CURRENCY: '“{text}” is not a currency. Write its code, such as USDT.',
  NOT_AN_ASSET: '“{text}” is not an asset. Write its code, such as BTC.',
  OTHER_PRICE_CURRENCY:
    '“{text}” is not the currency of {symbol}, whose price is in {currency}. Write that, or leave it empty.',
  OTHER_UNIT: '“{text}” is not in {unit}. Choose another column for it or none, or write it in {unit}.',
  NOT_A_KIND: '“{text}” is no kind. Write future, perpetual, option, spot or share, or leave it empty.',
  KIND_EMPTY:
    'A multiplier, and another currency of settlement than the price’s, are a contract’s. Write its kind: future, perpetual or option.',
  PRICE_CURRENCY_EMPTY: 'Empty. Write the currency that the contract’s price is in, such as USD.',
  BASE_EMPTY:
    'Empty, and the contract is settled in {settle} while its price is in {quote}. Write what it is on, such as BTC.',
  SETTLE_EMPTY: 'Empty. Write the currency in which the contract’s profit is paid, such as USDT or BTC.',
  QUANTO:
    'The contract is on {base} in {quote} and settled in {settle}, which is neither: its profit follows from no price alone. Correct the three, or remove the line and enter what it brought as a movement.',
  OPTION_SETTLE:
    'An option’s price is what is paid for it, and this one would be paid in {settle} at a price in {quote}. Write the currency of the premium in both.',
  NOT_AN_ID:
    '“{text}” is not an id. Write at most {longest, plural, other {# characters}} without spaces, or leave it empty.',
  SHARED_ID_EMPTY: 'Empty. Write the id that both rows of the trade share.',
  NO_CONVERSION: '“{text}” tells of no conversion. Write Converted 0.5 ETH to 0.03 BTC.',

  TOO_MANY_VALUES:
    'The line has more values than there are columns, from “{text}” on. Where that comes of a decimal comma, write 1.5, or put the value in quotation marks.',
  AMOUNTS_OF_OTHER_ASSETS:
    '“{executed}” and “{amount}” do not end with the assets of the pair “{pair}”. Write them as 0.5BTC and 15000USDT.',
  PRICE_AND_VALUE_MISSING: 'Price and subtotal are both zero or empty. Write one of them.',
  NOTHING_MOVED: 'No asset moved. Write the amount in the column of its asset, or remove the line.',
  NOT_ONE_TRADE:
    'The amounts are not one asset paid, one received and one fee. Write them so, or remove the line.',
  NOT_TWO_ASSETS:
    'The rows of this id are not one trade: what was paid, and what came for it. Write both, or remove them.',
  SECOND_NOT_ONE_TRADE:
    'The rows of this second are not one trade of two assets. Import the trade history, which tells the trades apart, and remove these lines.',
  SECOND_FEES_MIXED:
    'Which fee is of which trade of this second cannot be told. Import the trade history, which tells them apart, and remove these lines; or write one fee a trade.',
  FEE_WITHOUT_TRADE: 'The fee belongs to no trade of this second. Remove the line.',
  UNKNOWN_MOVEMENT:
    '“{type}” moves money, and what it is is not known. Enter it under Activity, and remove the row.',
  SHARES_MOVED:
    '“{type}” changes what is held, or what it cost, without a trade. Enter it under Activity, as a split, a spin-off, a return of capital, a transfer or what lapsed, and remove the row.',
  OPTION_ENDED:
    '“{type}”: an option was exercised or assigned, or lapsed. Enter that under Activity, which trades the shares at the strike as well, and remove the rows of both.',
  TAX_IN_OTHER_CURRENCY:
    '“{text}” was withheld, and what came is in another currency, at a rate that the row does not tell. Enter the dividend and its tax under Activity, and remove the row.',
  TOTAL_DIFFERS: '“{parts}” is not “{text}”, which the row says it comes to. Write the one that is right.',
  FEES_IN_TWO_CURRENCIES:
    'Commission and taxes are in two currencies. Enter the taxes under Activity, and empty them here.',
  SIDE_AND_SIGN_DIFFER:
    'The side is a purchase, and the quantity “{text}” is negative. Write the one that is right.',
  CANCELS_A_TRADE: 'This cancels an earlier trade. Remove both rows.',

  OTHER_TYPE: '“{type}” is neither a trade nor a movement of money that can be imported.',
  OTHER_ASSET_CLASS: 'The asset class “{type}” is neither a share nor a currency.',
  MOVEMENT_LEFT_OUT:
    '“{type}” moves money and is no trade. It is not imported from this file: enter it under Activity.',
  NO_TRADES: 'Left out, as you said that the rows of this file are no trades.',
  LEFT_OUT: 'Left out, as you said of rows that say “{text}”.',
  NOT_TRADED: 'Nothing was traded: the status is “{status}”.',
  DERIVATIVE: 'A future or an option. Only shares and funds can be imported.',
  ON_MARGIN: 'A trade on margin. Only spot trades can be imported.',
  NOT_FINAL: 'A movement that was not final yet. It comes again, with its txid.',
  WITHIN_VENUE: 'Moved within the venue: to or from staking, futures or where it keeps cash.',
  OTHER_HALF: 'The other half of a conversion, which its first row tells in full.',
  SUMS_ROWS: '“{level}” sums up other rows, or says what they closed.',
  SUM_OF_EXECUTIONS: 'The sum of an order whose executions have rows of their own.',
  SUMS_AT_END: 'The sums at the end of the file.',
  TEXT_AT_END: 'Words below the rows of the file.',
} as const;
