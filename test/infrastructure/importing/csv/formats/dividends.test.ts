import { describe, expect, it } from 'vitest';
import type { FileAnswers } from '#src/ports/import-files.ts';
import { readFile, told, toldEntry } from '#test/infrastructure/importing/csv/read-file.ts';

/** As public samples have it, without ids. */
const trading212 =
  'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total),Withholding tax,Currency (Withholding tax)';
const tastytrade =
  'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency';

const paid = (total: string, withheld: string, action = 'Dividend (Dividend)') =>
  `${action},2024-05-20 10:00:00,DE0000000001,ACME,Acme,10,3.641,EUR,Not available,${total},EUR,${withheld}`;

const bought = (price: string, rate: string, total: string) =>
  `Market buy,2024-05-20 10:00:00,US0000000001,ACME,Acme,10,${price},${rate},${total},EUR,,`;

const moved = (date: string, value: string, symbol = 'SCHG') =>
  `${date},Money Movement,Dividend,,${symbol},Equity,${symbol},${value},0,,--,0.00,,,,,,,,${value},USD`;

function read(lines: readonly string[], answers: FileAnswers = {}) {
  const { format, fills, entries, problems, questions } = readFile(lines.join('\n'), 30, undefined, answers);
  return {
    format: format?.id,
    fills: fills.map(told),
    entries: entries.map((entry) => `${toldEntry(entry)} of ${entry.share ?? 'none'}`),
    problems: problems.map(({ column, problem }) => ({ column, ...problem })),
    questions: questions.map(({ id, example }) => `${id}: ${example}`),
  };
}

describe('a dividend of Trading 212', () => {
  it('is told before the tax that its total came without', () => {
    expect(read([trading212, paid('26.81', '9.60,EUR')])).toEqual({
      format: 'trading-212',
      fills: [],
      entries: [
        '2024-05-20T10:00:00.000Z dividend 36.41 EUR of ACME',
        '2024-05-20T10:00:00.000Z tax -9.6 EUR of ACME',
      ],
      problems: [],
      questions: [],
    });
    expect(read([trading212, paid('26.81', '0.00,USD')]).entries).toEqual([
      '2024-05-20T10:00:00.000Z dividend 26.81 EUR of ACME',
    ]);
  });

  it('that is taken back takes its tax back', () => {
    expect(read([trading212, paid('-26.81', '9.60,EUR')]).entries).toEqual([
      '2024-05-20T10:00:00.000Z dividend -36.41 EUR of ACME',
      '2024-05-20T10:00:00.000Z tax 9.6 EUR of ACME',
    ]);
  });

  it('whose tax is in another currency is asked about: no rate is guessed', () => {
    const file = [trading212, paid('26.81', '9.60,USD')];
    expect(read(file)).toMatchObject({ entries: [], questions: ['taxes: 9.60 USD'] });
    expect(read(file, { taxes: 'net' })).toMatchObject({
      entries: ['2024-05-20T10:00:00.000Z dividend 26.81 EUR of ACME'],
      questions: [],
    });
    expect(read(file, { taxes: 'leave' })).toMatchObject({
      entries: [],
      problems: [{ column: 'Withholding tax', code: 'TAX_IN_OTHER_CURRENCY', text: '9.60 USD' }],
    });
  });

  it.each(['Dividend (Return of capital)', 'Dividend (Return of capital non us)', 'Dividend (Demerger)'])(
    'is none where it changes what the shares cost: %s',
    (action) => {
      expect(read([trading212, paid('26.81', ',', action)])).toMatchObject({
        entries: [],
        problems: [{ column: 'Action', code: 'SHARES_MOVED', type: action }],
      });
    },
  );

  it('has its tax in a row of its own in some files', () => {
    expect(read([trading212, paid('-0.47', ',', 'Dividend (Dividend tax)')]).entries).toEqual([
      '2024-05-20T10:00:00.000Z tax -0.47 EUR of ACME',
    ]);
  });
});

describe('a share that Trading 212 exchanged money for', () => {
  it.each([
    ['what a euro is in dollars', '150.00,USD,1.10', '1363.64'],
    ['what a dollar is in euros', '150.00,USD,0.909091', '1363.64'],
    ['what a euro is in pence', '1515.00,GBX,85.50', '177.19'],
    ['what a euro is in pounds', '1515.00,GBX,0.8550', '177.19'],
    ['none', '150.00,USD,Not available', '1363.64'],
    ['one that a charge is in that no column tells', '150.00,USD,1.10', '1365.69'],
  ])('is bought and exchanged where the rate is %s', (_what, priced, total) => {
    const [price = '', code = '', rate = ''] = priced.split(',');
    expect(read([trading212, bought(price, `${code},${rate}`, total)])).toMatchObject({
      fills: [expect.stringContaining('BUY 10 ACME'), expect.stringContaining('/')],
      questions: [],
      problems: [],
    });
  });

  it('is asked about where its rate does not make its total of its price', () => {
    const file = [trading212, bought('150.00', 'USD,1.10', '1863.64')];
    expect(read(file)).toMatchObject({
      fills: [],
      questions: ['totals: 10 × 150 ÷ 1.1 = 1363.64 ≠ 1863.64'],
    });
    expect(read(file, { totals: 'parts' }).fills[1]).toContain('SELL 1363.64 EUR/USD');
    expect(read(file, { totals: 'total' }).fills[1]).toContain('SELL 1863.64 EUR/USD');
    expect(read(file, { totals: 'leave' })).toMatchObject({
      fills: [],
      problems: [{ code: 'TOTAL_DIFFERS' }],
    });
  });
});

describe('a dividend of tastytrade', () => {
  it('with a minus, of a share that paid one that day, is what was withheld from it', () => {
    const file = [
      tastytrade,
      moved('2025-06-25T23:00:00+0200', '-3.02'),
      moved('2025-06-25T22:00:00+0200', '20.15'),
    ];
    expect(read(file).entries).toEqual([
      '2025-06-25T21:00:00.000Z tax -3.02 USD of SCHG',
      '2025-06-25T20:00:00.000Z dividend 20.15 USD of SCHG',
    ]);
  });

  it('with a minus alone is what a short owed', () => {
    const file = [
      tastytrade,
      moved('2025-06-25T23:00:00+0200', '-3.02'),
      moved('2025-06-25T23:00:00+0200', '20.15', 'VTI'),
      moved('2025-06-26T23:00:00+0200', '20.15'),
    ];
    expect(read(file).entries).toContain('2025-06-25T21:00:00.000Z dividend -3.02 USD of SCHG');
    expect(read(file).entries.filter((entry) => entry.includes(' tax '))).toEqual([]);
  });
});
