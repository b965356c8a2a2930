import { expect, it } from 'vitest';

import { meaningOf } from '#src/infrastructure/venues/binance/order-errors.ts';

it.each([
  [400, -2010, 'Account has insufficient balance for requested action.', 'refused'],
  [400, -2010, 'Duplicate order sent.', 'ask'],
  [400, -2010, 'Something that nobody has documented.', 'unknown'],
  [400, -2011, 'Unknown order sent.', 'ask'],
  [400, -2011, 'Market is closed.', 'refused'],
  [400, -1013, 'Filter failure: PRICE_FILTER', 'refused'],
  [400, -1121, 'Invalid symbol.', 'refused'],
  [400, -1021, 'Timestamp for this request is outside of the recvWindow.', 'clock'],
  [400, -1007, 'Timeout waiting for response from backend server.', 'unknown'],
  [400, -1006, 'An unexpected response was received from the message bus.', 'unknown'],
  [400, -1000, 'An unknown error occurred while processing the request.', 'unknown'],
  [401, -2015, 'Invalid API-key, IP, or permissions for action.', 'key'],
  [429, -1003, 'Too much request weight used.', 'limit'],
  [429, undefined, undefined, 'limit'],
  [418, -1003, 'Way too much request weight used.', 'limit'],
  [403, undefined, undefined, 'limit'],
  [409, -2021, 'Order cancel-replace partially failed.', 'unknown'],
  [400, -9999, 'A code of tomorrow.', 'unknown'],
  [400, undefined, undefined, 'unknown'],
  // A server that fails says nothing about the order, whatever code it adds.
  [503, -2010, 'Account has insufficient balance for requested action.', 'unknown'],
  [500, -1121, 'Invalid symbol.', 'unknown'],
  [200, undefined, undefined, 'unknown'],
  [307, undefined, undefined, 'unknown'],
] as const)('%i %s “%s” means %s', (status, code, message, meaning) => {
  expect(meaningOf({ status, code, message })).toBe(meaning);
});
