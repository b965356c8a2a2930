import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCoded, saidFromText, saidToText } from '#src/domain/coded.ts';
import { orderReasons, type OrderReason } from '#src/domain/order-reason.ts';

const short: OrderReason = {
  code: 'INSUFFICIENT_BALANCE',
  needed: '15000.90',
  free: '9500',
  currency: 'USDT',
};

test('what stands in a column of text is read back as what it was, whatever a venue says', () => {
  const likeOurs = fc.constantFrom('{"code":"DAY_ENDED"}', '"{}"', '{', '"', '"\\"', JSON.stringify(short));
  const words = fc.oneof(fc.string({ unit: 'binary' }), likeOurs);
  fc.assert(
    fc.property(words, (text) => {
      expect(saidFromText(saidToText(text), orderReasons)).toBe(text);
    }),
  );
  expect(saidFromText(saidToText(short), orderReasons)).toEqual(short);
});

test.each([
  'insufficient balance: needs 15000.9 USDT, free 9500',
  'cancelled on request',
  '{"code":"OF_ANOTHER_VERSION","order":"td-1"}',
  '{"code":"INSUFFICIENT_BALANCE","needed":"1"}',
  '"quoted" by an earlier version',
])('what is no code with all its values stays readable as it stands: %s', (text) => {
  expect(saidFromText(text, orderReasons)).toBe(text);
});

test.each([
  [{ code: 'DAY_ENDED' }, true],
  [{ code: 'toString' }, false],
  [{ code: 'STOP_WOULD_TRIGGER', market: 104 }, false],
  [{ code: 'STOP_WOULD_TRIGGER', market: '104' }, true],
  ['DAY_ENDED', false],
  [null, false],
])('%j as a code of the table: %s', (value, is) => {
  expect(isCoded(value, orderReasons)).toBe(is);
});
