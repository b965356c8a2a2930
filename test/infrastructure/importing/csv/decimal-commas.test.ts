import { describe, expect, it } from 'vitest';
import { readAmount } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { fromThousands } from '#src/infrastructure/importing/csv/csv-prices.ts';
import { readFile } from './read-file.ts';

const header =
  'Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind,Transaction Hash';
const paidIn = (amount: string, worth: string, at = '2025-01-09 11:43:48') =>
  `${at},Deposit,BTC,"${amount}",,,EUR,"${worth}",1,crypto_deposit,`;
const at = (second: number) =>
  new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const amountsIn = (...rows: readonly string[]) => {
  const { entries, questions, problems } = readFile([header, ...rows].join('\n'));
  return {
    amounts: entries.map(({ amount }) => amount.toString()),
    questions: questions.map(({ about, example }) => `${about} ${example}`),
    problems: problems.map(({ problem }) => problem),
  };
};

describe('a comma before three digits', () => {
  it.each([
    ['1,125', '1125'],
    ['-12,000.5', '-12000.5'],
    ['1,000,000', '1000000'],
  ])('is between thousands in %s', (text, number) => {
    const read = readAmount(text);
    expect(read.ok ? read.value.toString() : read.error).toBe(number);
  });

  it.each(['0,125', '-0,125', '00,125', '0,125.5', '012,500'])(
    'is none where the number begins with a nought: %s',
    (text) => {
      expect(readAmount(text)).toEqual({ ok: false, error: { code: 'NOT_A_NUMBER', text } });
      expect(fromThousands(text)).toEqual({ ok: true, value: text });
    },
  );

  it('of fills in our own columns is one between thousands only where a point follows', () => {
    expect(fromThousands('1,170.50')).toEqual({ ok: true, value: '1170.50' });
    expect(fromThousands('1,170')).toEqual({ ok: true, value: '1,170' });
  });
});

describe('a source that writes points', () => {
  it('has thousands where nothing proves a comma', () => {
    expect(amountsIn(paidIn('1,125', '2.5'))).toMatchObject({ amounts: ['1125'], questions: [] });
  });

  it('is read with decimal commas where its file was written anew with them', () => {
    expect(amountsIn(paidIn('1,125', '2,5'), paidIn('1.234,5', '1', '2025-01-10 11:43:48'))).toEqual({
      amounts: ['1.125', '1234.5'],
      questions: [],
      problems: [],
    });
  });

  it('is asked about where its file proves both', () => {
    expect(amountsIn(paidIn('1,125', '2.5'), paidIn('0,5', '1', '2025-01-10 11:43:48'))).toMatchObject({
      amounts: [],
      questions: ['decimal 1,125'],
    });
  });

  it('refuses a decimal comma that comes after all that it was looked at for', () => {
    const many = Array.from({ length: 300 }, (_, second) => paidIn('2.5', '1', at(second)));
    const { amounts, problems } = amountsIn(...many, paidIn('0,125', '1', at(400)));
    expect(amounts).toHaveLength(300);
    expect(problems).toEqual([{ code: 'NOT_PLAIN_NUMBER', text: '0,125', plain: '0.125' }]);
  });
});
