import { describe, expect, it } from 'vitest';
import { readRateFile } from '#src/infrastructure/importing/csv/rates/read-rate-file.ts';
import { currency } from '#src/domain/ids.ts';
import type { ToldBase } from '#src/domain/reference-rate.ts';

const now = Date.UTC(2026, 10, 28);
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

function read(text: string, told?: ToldBase) {
  return readRateFile({ text, told, now });
}

function problem(code: string) {
  return { ok: false, error: { code: 'UNREADABLE_RATES', problem: code } };
}

/** As the bank publishes it: the newest first, a comma at the end of each line, currencies that were given up. */
const history = [
  'Date,USD,JPY,BGN,CYP,CZK,DKK,EEK,GBP,HUF,LTL,LVL,MTL,PLN,ROL,RON,SEK,SIT,SKK,CHF,ISK,NOK,',
  '2024-03-28,1.0811,163.45,1.9558,N/A,25.305,7.458,N/A,0.8551,395.26,N/A,N/A,N/A,4.3123,N/A,4.9735,11.525,N/A,N/A,0.9766,149.7,11.699,',
  '2024-03-27,1.0816,163.82,1.9558,N/A,25.318,7.4585,N/A,0.85708,396.2,N/A,N/A,N/A,4.3268,N/A,4.9706,11.4615,N/A,N/A,0.9805,149.7,11.6645,',
].join('\n');

describe('the history of the European Central Bank', () => {
  it('is of one euro, without days on which a currency has no rate', () => {
    const found = read(history);
    expect(found).toMatchObject({ ok: true, value: { format: 'ecb-history', base: 'EUR', invalid: 0 } });
    const series = found.ok ? found.value.series : [];
    expect(series.map(({ into }) => into)).not.toContain('CYP');
    expect(series.find(({ into }) => into === 'USD')).toEqual({
      of: 'EUR',
      into: 'USD',
      days: [day('2024-03-27'), day('2024-03-28')],
      rates: ['1.0816', '1.0811'],
    });
  });

  it('is read as well with a byte order mark and the line breaks of Windows', () => {
    expect(read(`\uFEFF${history.replaceAll('\n', '\r\n')}\r\n`)).toEqual(read(history));
  });

  it('leaves out what is no rate of a past day, and says where', () => {
    const rows = ['2026-11-29,1.1,163', '2024-02-30,1.1,163', '2024-03-28,0,163', '2024-03-28,1.1e3,163.5'];
    const found = read([history.split('\n')[0], ...rows].join('\n'));
    expect(found).toMatchObject({
      ok: true,
      value: {
        invalid: 7,
        problems: [
          { line: 2, column: 'Date', problem: 'DAY' },
          { line: 2, column: 'Date', problem: 'DAY' },
          { line: 3, column: 'Date', problem: 'DAY' },
          { line: 3, column: 'Date', problem: 'DAY' },
          { line: 4, column: 'USD', problem: 'RATE' },
          { line: 5, column: 'USD', problem: 'RATE' },
          { line: 5, column: 'JPY', problem: 'TWICE' },
        ],
      },
    });
  });
});

describe('a series of the data portal', () => {
  const header =
    'KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE_COMPL';

  it('says itself which currency is in which', () => {
    const text = [header, row('D', 'SP00', '2024-03-28', '0.9766'), row('D', 'SP00', '2024-03-29', '')].join(
      '\n',
    );
    expect(read(text)).toMatchObject({
      ok: true,
      value: {
        format: 'ecb-series',
        base: undefined,
        series: [{ of: 'EUR', into: 'CHF', days: [day('2024-03-28')], rates: ['0.9766'] }],
      },
    });
  });

  it('of months, or of another kind than spot, is none of days', () => {
    const rows = [row('M', 'SP00', '2024-03', '0.9656'), row('D', '1MF0', '2024-03-28', '0.97')];
    expect(read([header, ...rows].join('\n'))).toEqual(problem('NO_RATES'));
  });
});

describe('a plain table', () => {
  it('says in each line what one unit is worth in what', () => {
    expect(read('date;currency;rate;quote\n2024-03-28;USD;0.925;EUR\n2024-03-28;EUR;1;EUR')).toMatchObject({
      ok: true,
      value: {
        format: 'plain',
        series: [{ of: 'USD', into: 'EUR', rates: ['0.925'] }],
        problems: [{ line: 3, column: 'currency', problem: 'SAME_CURRENCY' }],
      },
    });
  });

  it('of which nobody says what it is in is not taken either way round', () => {
    const text = 'date,currency,rate\n2024-03-28,USD,1.0811';
    expect(read(text)).toEqual(problem('BASE_NOT_TOLD'));
    const base = currency('EUR');
    expect(read(text, { base, quotation: 'units for one' })).toMatchObject({
      value: { series: [{ of: 'EUR', into: 'USD', rates: ['1.0811'] }] },
    });
    expect(read(text, { base, quotation: 'one unit in' })).toMatchObject({
      value: { series: [{ of: 'USD', into: 'EUR', rates: ['1.0811'] }] },
    });
    // A table with columns of its own is not the bank's because it has a few of its currencies.
    expect(read('Date,USD,JPY\n2024-03-28,1.0811,163.45')).toEqual(problem('BASE_NOT_TOLD'));
  });
});

it('another file is none of rates, whatever it has', () => {
  for (const text of [
    '',
    'a,b,c\n1,2,3',
    'time,symbol,side,quantity,price\n2024-03-28,BTCUSDT,buy,1,2',
    '\0\0',
    '"',
  ])
    expect(read(text)).toEqual(problem('NOT_RATES'));
  expect(read(`${history}\n${' '.repeat(3_500_000)}`)).toEqual(problem('TOO_LONG'));
});

function row(frequency: string, type: string, time: string, value: string): string {
  return `EXR.${frequency}.CHF.EUR.${type}.A,${frequency},CHF,EUR,${type},A,${time},${value},A,"Swiss franc/Euro, 2:15 pm (C.E.T.)"`;
}

const pairs = (count: number) => [
  'date,currency,rate,quote',
  ...Array.from({ length: count }, (_, at) => `2024-03-28,C${at},1.1,EUR`),
];

it('a file has no more pairs than a preview tells of', () => {
  expect(read(pairs(1_000).join('\n'))).toMatchObject({ ok: true });
  expect(read(pairs(1_001).join('\n'))).toEqual(problem('TOO_MANY_PAIRS'));
});
