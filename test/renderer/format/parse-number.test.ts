import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { formatAmount, formatFee, formatMoney, formatProfit } from '#renderer/format/money.ts';
import { dress, formatPercent, formatSignedPercent, type Separators } from '#renderer/format/number.ts';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { type NumberKind, parseNumber, plainNumberText, respell } from '#renderer/format/parse-number.ts';
import { formatAveragePrice, formatPrice, formatQuantity } from '#renderer/format/price.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const settings = [
  'comma-point',
  'point-comma',
  'space-point',
  'none-point',
  'space-comma',
  'apostrophe-point',
] as const;

function read(text: string, separators: Separators, kind: NumberKind = {}): string | undefined {
  const reading = parseNumber(text, separators, kind);
  return reading.ok ? reading.value.toString() : undefined;
}

function refusal(text: string, separators: Separators, kind: NumberKind = {}): string | undefined {
  const reading = parseNumber(text, separators, kind);
  return reading.ok ? undefined : refusalWords(text, reading.error, separators).message;
}

describe('what a well-formed text is', () => {
  test.each([
    ['1,234', 'comma-point', '1234'],
    ['1,234,567.25', 'comma-point', '1234567.25'],
    ['1234567.25', 'comma-point', '1234567.25'],
    ['40.000', 'comma-point', '40'],
    ['40.000', 'point-comma', '40000'],
    ['1.234,50', 'point-comma', '1234.5'],
    ['0,06', 'point-comma', '0.06'],
    ['1 234.50', 'space-point', '1234.5'],
    ['1234.50', 'none-point', '1234.5'],
    ['007', 'comma-point', '7'],
    ['.5', 'comma-point', '0.5'],
    [',5', 'point-comma', '0.5'],
    ['+12.00', 'comma-point', '12'],
    ['-3.4', 'comma-point', '-3.4'],
    ['−3,40', 'point-comma', '-3.4'],
    ['- 3', 'comma-point', '-3'],
    ['0.0₇87', 'comma-point', '0.000000087'],
    ['−0,0₄1234', 'point-comma', '-0.00001234'],
    ['0.0₁₁12', 'none-point', '0.0000000000012'],
    ['１，２３４．５０', 'comma-point', '1234.5'],
    ['－５', 'comma-point', '-5'],
    ['١٢٣', 'comma-point', '123'],
    ['۴۵', 'comma-point', '45'],
    ['٩٠.۹۰', 'comma-point', '90.9'],
    ['1\u00a0234,5', 'point-comma', '1234.5'],
    ['1\u202f234.5', 'comma-point', '1234.5'],
    ['1\u2009234.5', 'none-point', '1234.5'],
    ["1'234'567.5", 'comma-point', '1234567.5'],
    ['1’234.5', 'space-point', '1234.5'],
    ['1 234,50', 'space-comma', '1234.5'],
    ['1\u00a0234\u00a0567,5', 'space-comma', '1234567.5'],
    ['0,06', 'space-comma', '0.06'],
    ["1'234.50", 'apostrophe-point', '1234.5'],
    ['1’234’567.5', 'apostrophe-point', '1234567.5'],
    ['\u200e1234.5\u200b ', 'comma-point', '1234.5'],
  ] as const)('"%s" with %s is %s', (text, separators, value) => {
    expect(read(text, separators)).toBe(value);
  });

  test.each([
    ['1,23', 'comma-point'],
    ['1,2345', 'comma-point'],
    ['0,123', 'comma-point'],
    ['12,34,567', 'comma-point'],
    ["1,234'567", 'comma-point'],
    ['1.234,50', 'comma-point'],
    ['1,234.50', 'point-comma'],
    ['1.2.3', 'comma-point'],
    ['1,234.50', 'none-point'],
    ['1 5', 'comma-point'],
    ['1 23', 'space-point'],
    ['1s234', 'space-point'],
    ['1s234', 'none-point'],
    ['1’23', 'comma-point'],
    ['1$5', 'comma-point'],
    ['5.', 'comma-point'],
    ['.', 'comma-point'],
    ['', 'comma-point'],
    ['–', 'comma-point'],
    ['--5', 'comma-point'],
    ['1e5', 'comma-point'],
    ['5k', 'comma-point'],
    ['0x10', 'comma-point'],
    ['1\t200', 'comma-point'],
    ['1\n5', 'comma-point'],
    ['-  5', 'comma-point'],
    ['0.0₀5', 'comma-point'],
    ['0.0₇087', 'comma-point'],
    ['9'.repeat(300), 'comma-point'],
    ['0.0₉₉₉1', 'comma-point'],
  ] as const)('"%s" with %s is none', (text, separators) => {
    expect(read(text, separators)).toBeUndefined();
  });
});

test('what is shown is plain text with the same digits, and what is no number is none', () => {
  expect(plainNumberText('−1.234,50', 'point-comma')).toBe('-1234.50');
  expect(plainNumberText('1.234,5 USDT', 'point-comma')).toBeUndefined();
});

describe('a text that was typed before the separators were changed', () => {
  test.each([
    ['1,234.50', 'comma-point', 'point-comma', '1.234,50'],
    ['1,234.50 USDT', 'comma-point', 'point-comma', '1.234,50 USDT'],
    ['$ -1234.5', 'comma-point', 'space-point', '$ −1\u202f234.5'],
    ['.5 %', 'comma-point', 'point-comma', '0,5 %'],
    ['1234,5', 'point-comma', 'none-point', '1234.5'],
    ['0.0₇87', 'comma-point', 'point-comma', '0,000000087'],
    [' 1,23 ', 'comma-point', 'point-comma', ' 1,23 '],
    ['ten', 'comma-point', 'point-comma', 'ten'],
    ['1\n5', 'comma-point', 'point-comma', '1\n5'],
    ['', 'comma-point', 'point-comma', ''],
    [' 1,234', 'comma-point', 'comma-point', ' 1,234'],
  ] as const)('"%s" of %s is under %s "%s"', (text, from, to, shown) => {
    expect(respell(text, from, to)).toBe(shown);
  });
});

describe('a unit beside the number', () => {
  test.each([
    ['1,234.50 USDT', 'USDT', '1234.5'],
    ['1,234.50usdt', 'USDT', '1234.5'],
    ['USDT 5', 'USDT', '5'],
    ['$1,234.50', 'USDT', '1234.5'],
    ['-$5', 'USD', '-5'],
    ['5 €', 'EUR', '5'],
    ['5€', 'EUR', '5'],
    ['$ 5', 'USDT', '5'],
    ['- $5', 'USDT', '-5'],
    ['￥500', 'JPY', '500'],
    ['¥500', 'JPY', '500'],
    ['0.1%', '%', '0.1'],
    ['0.1 ％', '%', '0.1'],
    ['5 1INCH', '1INCH', '5'],
    ['51INCH', '1INCH', undefined],
    ['C98 5', 'C98', '5'],
    ['5C98', 'C98', '5'],
    ['C985', 'C98', undefined],
    ['1INCH5', '1INCH', '5'],
    ['USDT5', 'USDT', '5'],
    ['4 000', '4', '4000'],
    ['4\u202f000', '4', '4000'],
    ['1 004', '004', '1004'],
    ['$5', undefined, '5'],
  ] as const)('%s in a field of %s is %s', (text, unit, value) => {
    expect(read(text, 'comma-point', { unit })).toBe(value);
  });

  // WBTC, BTCB and AEUR are other coins than BTC and EUR.
  test.each([
    ['$', 'USD USDT FDUSD DAI CAD AUD SGD HKD NZD MXN', 'WDAI DAIB WMXN MXNB'],
    ['€', 'EUR EURC', 'AEUR'],
    ['£', 'GBP', 'WGBP GBPB'],
    ['¥', 'JPY CNY CNH', 'WJPY JPYC WCNH CNHB'],
    ['￥', 'JPY CNY CNH', 'WJPY JPYC WCNH CNHB'],
    ['₩', 'KRW', 'WKRW KRWB'],
    ['₹', 'INR', 'WINR INRB'],
    ['₺', 'TRY', 'WTRY TRYB'],
    ['₫', 'VND', 'WVND VNDB'],
    ['₽', 'RUB', 'WRUB RUBB'],
    ['₴', 'UAH', 'WUAH UAHB'],
    ['₿', 'BTC', 'WBTC BTCB'],
    ['₦', '', 'USDT'],
  ])('%s stands for %s, not for %s', (sign, units, others) => {
    for (const unit of units.split(' ').filter((code) => code !== '')) {
      expect([unit, read(`${sign}5`, 'comma-point', { unit })]).toEqual([unit, '5']);
    }
    for (const unit of others.split(' ')) {
      expect(refusal(`5${sign}`, 'comma-point', { unit })).toBe(`“5${sign}”: this field is in ${unit}.`);
    }
  });

  test.each(['a5', '1 BTC 5', '5 BTC !', '5- 3 USDT'])('is none in “%s”', (text) => {
    expect(refusal(text, 'comma-point', { unit: 'USDT' })).toContain('is not a number');
  });

  test.each(['BTC -5', '5BTC', '5€'])('of another currency is one in “%s”', (text) => {
    const reading = parseNumber(text, 'comma-point', { unit: 'USDT' });
    expect(reading).toEqual({ ok: false, error: { code: 'OTHER_UNIT', unit: 'USDT' } });
    expect(reading.ok ? undefined : refusalWords(text, reading.error, 'comma-point').fills).toEqual([]);
  });

  test('that is not the field’s is refused: 100 USDT is not 100 BTC', () => {
    expect(refusal('100 USDT', 'comma-point', { unit: 'BTC' })).toBe('“100 USDT”: this field is in BTC.');
    expect(refusal('€100', 'comma-point', { unit: 'USDT' })).toBe('“€100”: this field is in USDT.');
    expect(read('0.1%', 'comma-point')).toBeUndefined();
    expect(refusal('5 BTC', 'comma-point')).toBe('“5 BTC” is not a number. Write it like 1,234.50.');
  });
});

describe('what can be read two ways is refused with every reading', () => {
  test.each([
    ['0,06', 'comma-point', {}, ['0.06']],
    ['40.000', 'comma-point', { step: '0.01' }, ['40', '40,000']],
    ['10,006', 'point-comma', { step: '0.01' }, ['10,006', '10.006']],
    ['10000.6', 'point-comma', {}, ['10.000,6']],
    ['1,234', 'space-point', {}, ['1\u202f234', '1.234']],
    ['1,234.5', 'none-point', {}, ['1234.5']],
    // The point of the number pad, where the comma is the trader's.
    ['0.06', 'space-comma', {}, ['0,06']],
    ['1.234', 'space-comma', {}, ['1,234', '1\u202f234']],
    ['1,234', 'apostrophe-point', {}, ['1’234', '1.234']],
    ['abc', 'comma-point', {}, []],
  ] as const)('"%s" with %s', (text, separators, kind, readings) => {
    const reading = parseNumber(text, separators, kind);
    expect(reading.ok ? undefined : refusalWords(text, reading.error, separators).fills).toEqual(readings);
  });

  test('in words', () => {
    expect(refusal('0,06', 'comma-point')).toBe(
      '“0,06” is no number with your separators (1,234.50), but 0.06 where numbers are written 1.234,50. Write 0.06.',
    );
    expect(refusal('40.000', 'comma-point', { step: '0.01' })).toBe(
      '“40.000” is 40 with your separators (1,234.50), but 40,000 where numbers are written 1.234,50. Write 40 or 40,000.',
    );
    expect(refusal('1,234', 'none-point')).toBe(
      '“1,234” is no number with your separators (1234.50), but 1234 where numbers are written 1,234.50 and 1.234 where numbers are written 1.234,50. Write 1234 or 1.234.',
    );
    expect(refusal(' ten ', 'point-comma')).toBe('“ten” is not a number. Write it like 1.234,50.');
  });

  test('a single reading is that number, on the step or not', () => {
    expect(read('40,000.000', 'comma-point', { step: '0.01' })).toBe('40000');
    expect(read('40.0000', 'comma-point', { step: '0.01' })).toBe('40');
    expect(read('0.123', 'comma-point', { step: '0.01' })).toBe('0.123');
  });
});

describe('every number on the screen is read as that number', () => {
  const setting = fc.constantFrom(...settings);
  const step = fc
    .tuple(fc.constantFrom(1n, 2n, 5n, 10n, 25n, 1000n), fc.integer({ min: 0, max: 18 }))
    .map(([size, places]) => Decimal.from(`${size}e-${places}`));
  const count = fc.oneof(
    fc.bigInt({ min: -2000n, max: 2000n }),
    fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  );
  const onStep = fc.tuple(step, count).map(([size, times]) => ({
    step: size.toString(),
    value: size.times(Decimal.fromInteger(times)).toString(),
  }));

  test('prices and quantities on their step, in their field', () => {
    fc.assert(
      fc.property(onStep, setting, (number, separators) => {
        const kind = { step: number.step, unit: 'USDT' };
        for (const format of [formatPrice, formatQuantity])
          expect(read(format(number.value, number.step, separators), separators, kind)).toBe(number.value);
      }),
      { numRuns: 1000 },
    );
  });

  test('prices of unknown tick, and averages of at most the digits that are shown', () => {
    fc.assert(
      fc.property(onStep, setting, ({ value }, separators) => {
        expect(read(formatPrice(value, undefined, separators), separators)).toBe(value);
        const average = Decimal.from(value).abs().roundTo(2, 'half-even').toString();
        expect(read(formatAveragePrice(average, '0.01', separators), separators)).toBe(average);
      }),
    );
  });

  test('money, profits, fees and shares', () => {
    const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(cents, setting, (hundredths, separators) => {
        const amount = Decimal.from(`${hundredths}e-2`);
        const text = amount.toString();
        const unit = 'USDT';
        expect(read(formatAmount(text, unit, separators), separators, { step: '0.01' })).toBe(text);
        expect(read(formatMoney(text, unit, separators), separators, { unit })).toBe(text);
        expect(read(formatProfit(text, unit, separators), separators, { unit })).toBe(text);
        expect(read(formatFee(text, unit, separators), separators, { unit })).toBe(text);
        const share = Decimal.from(`${hundredths}e-4`).toString();
        for (const format of [formatPercent, formatSignedPercent])
          expect(read(format(share, separators), separators, { unit: '%' })).toBe(text);
      }),
    );
  });

  test('and what is read is the same number when it is shown again', () => {
    const typed = fc.stringMatching(/^[-−+]?[0-9]{0,4}(?:[.,' ][0-9]{1,4}){0,3}$/u);
    fc.assert(
      fc.property(typed, setting, setting, (text, separators, next) => {
        const value = read(text, separators);
        if (value === undefined) return;
        expect(read(dress(value, separators), separators)).toBe(value);
        expect(read(dress(value, next), next)).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever the step and the unit of the field are, a text that is read has one value', () => {
    const typed = fc.stringMatching(/^[0-9]{1,3}(?:[.,][0-9]{1,4}){0,2}$/u);
    const kinds = [{}, { step: '1' }, { step: '0.01' }, { step: '0.0001', unit: 'USDT' }, { unit: '%' }];
    fc.assert(
      fc.property(typed, setting, (text, separators) => {
        const values = kinds
          .map((kind) => read(text, separators, kind))
          .filter((value) => value !== undefined);
        expect(new Set(values).size).toBeLessThan(2);
      }),
    );
  });
});
