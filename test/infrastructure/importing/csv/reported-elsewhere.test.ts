import { describe, expect, it } from 'vitest';
import type { FileAnswers, FileMapping } from '#src/ports/import-files.ts';
import { readFile, told } from './read-file.ts';

const german =
  'Datum,Uhrzeit,Produkt,ISIN,Referenzbörse,Ausführungsort,Anzahl,Kurs,,Wert in Lokalwährung,,Wert,,Wechselkurs,Transaktionsgebühren,,Gesamt,,Order-ID';
const spanish =
  'Fecha,Hora,Producto,ISIN,Bolsa de referencia,Centro de ejecución,Número,Precio,,Valor local,,Valor EUR,Tipo de cambio,Comisión AutoFX,Costes de transacción y/o externos EUR,Total EUR,ID Orden';
const read = (rows: readonly string[], answers: FileAnswers = { zone: 'Europe/Madrid' }) =>
  readFile(rows.join('\n'), 50, undefined, answers);

/** What users of other importers reported; what must come of it follows from their reports. */
describe('DEGIRO', () => {
  // github.com/tresorone/tresor-import/issues/5348
  it('is read in German', () => {
    const { fills, format } = read([
      german,
      '04-02-2022,14:19,FUND,LU0000000001,EPA,XPAR,110,47.4790,EUR,-5222.69,EUR,-5222.69,EUR,,,,-5222.69,EUR,u1',
      '01-02-2022,21:11,ACME,US0000000001,NSY,MSPL,200,22.9700,USD,-4594.00,USD,-4081.02,EUR,1.1257,-0.50,EUR,-4081.52,EUR,u2',
    ]);
    expect(format?.id).toBe('degiro');
    expect(fills.map(told)).toEqual([
      '2022-02-04T13:19:00.000Z BUY 110 LU0000000001 @ 47.479 EUR, fee 0 EUR, order u1',
      '2022-02-01T20:11:00.000Z BUY 200 US0000000001 @ 22.97 USD, fee 0.5 EUR, order u2',
      expect.stringContaining('SELL 4081.02 EUR/USD'),
    ]);
  });

  // github.com/GeiserX/DeclaRenta/issues/282; github.com/dickwolff/Export-To-Ghostfolio/issues/98: a renamed share became two trades.
  it('is read in Spanish, pence are hundredths, and what no order made is no trade', () => {
    const { fills, problems } = read([
      spanish,
      '26-05-2025,09:12,PLC,GB0000000002,LSE,AIMX,-510,"333,4500",GBX,"170059,50",GBX,"1969,88","86,3297","-4,93","-5,73","1959,22",o1',
      '29-12-2022,14:34,PLC,GB0000000002,LSE,,110,"458,8900",GBX,"-50477,90",GBX,"-576,11","87,6194","0,00",,"-576,11",',
      '29-12-2022,14:34,OLD PLC,GB0000000001,LSE,,-110,"458,8900",GBX,"50477,90",GBX,"576,11","87,6194","0,00",,"576,11",',
    ]);
    expect(fills.map(told)).toEqual([
      '2025-05-26T07:12:00.000Z SELL 510 GB0000000002 @ 3.3345 GBP, fee 10.66 EUR, order o1',
      expect.stringMatching(/^2025-05-26T07:12:00.000Z SELL 1700.595 GBP\/EUR .* for 1969.88,/u),
    ]);
    expect(problems.map(({ line, problem }) => [line, problem.code])).toEqual([
      [3, 'SHARES_MOVED'],
      [4, 'SHARES_MOVED'],
    ]);
  });

  // github.com/tresorone/tresor-import/issues/2248: of two equal rows one was lost.
  it('has two fills of one minute and price', () => {
    const row =
      '24-04-2020,13:17,INC,US0000000003,XET,XETV,1,172.50,EUR,-172.50,EUR,-172.50,EUR,,-0.05,EUR,-172.55,EUR,o9';
    expect(
      read([german, row, row.replace('-0.05', '-2.05').replace('-172.55', '-174.55')]).fills,
    ).toHaveLength(2);
  });
});

describe('Trading 212', () => {
  const header =
    'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result (EUR),Total (EUR),Withholding tax,Currency (Withholding tax),Charge amount (EUR),Stamp duty (EUR),Stamp duty reserve tax (EUR),Finra fee (EUR),Notes,ID';
  // github.com/tresorone/tresor-import/issues/5142: withdrawals are written without a minus, duties have columns of their own.
  it('tells what goes by its action, and duties are charges', () => {
    const { fills, entries } = read([
      header,
      'Limit buy,2020-12-07 10:08:45,GB0000000001,PLC,Plc,50.0000000000,1515.00,GBX,91.17890,,834.93,,,,,4.15,,,EOF1',
      'Withdrawal,2020-12-07 18:23:00,,,,,,,,,307.86,,,,,,,Sent,w1',
    ]);
    expect(fills.map(told)).toEqual([
      '2020-12-07T10:08:45.000Z BUY 50 PLC @ 15.15 GBP, fee 4.15 EUR, trade EOF1',
      expect.stringMatching(/BUY 757.5 GBP\/EUR .*for 830.78/u),
    ]);
    expect(entries.map(({ amount }) => amount.toString())).toEqual(['-307.86']);
  });

  // github.com/tresorone/tresor-import/issues/2352: a price that is said to be in euros, and is not.
  it('is asked about where its price does not make its total', () => {
    const { fills, questions } = read([
      header,
      'Market buy,2021-01-04 11:50:51,IE0000000001,FUND,Fund,6.0000000000,29.58,EUR,0.92433,,192.02,,,,,,,,EOF2',
    ]);
    expect(fills).toEqual([]);
    expect(questions.map(({ about }) => about)).toEqual(['total']);
  });
});

describe('a file that is mapped', () => {
  const header = ['date', 'symbol', 'side', 'quantity', 'unitPrice', 'amount', 'currency'];
  const mapping = (order: FileMapping['times']['order']): FileMapping => ({
    header,
    columns: { time: 0, symbol: 1, side: 2, quantity: 3, price: 4, total: 5, currency: 6 },
    times: { zone: 'UTC', order },
    decimal: '.',
  });
  const fileOf = (...rows: readonly string[]) => [header.join(';'), ...rows].join('\n');

  // github.com/actualbudget/actual-server/issues/106: some dates of a file were read, others not.
  it('is asked about its dates where those that were chosen cannot be, instead of being read in part', () => {
    const text = fileOf('03/04/2025;ACME;BUY;1;2;2;USD', '03/31/2025;ACME;BUY;1;2;2;USD');
    expect(readFile(text, 50, mapping('DMY')).questions).toEqual([
      { id: 'dates', about: 'dates', example: '03/31/2025', rows: 1 },
    ]);
    const answered = readFile(text, 50, mapping('DMY'), { dates: 'MDY' });
    expect(answered.questions).toEqual([]);
    expect(answered.fills.map(({ time }) => new Date(time).getUTCMonth())).toEqual([2, 2]);
    const both = fileOf('31/03/2025;ACME;BUY;1;2;2;USD', '03/31/2025;ACME;BUY;1;2;2;USD');
    expect(readFile(both, 50, mapping('DMY'), { dates: 'DMY' }).problems).toMatchObject([{ line: 3 }]);
  });

  // github.com/wealthfolio/wealthfolio/issues/755: an amount was replaced by quantity × price, a hundred times as much.
  it('is asked about where an amount is not quantity × price, as of a bond', () => {
    const bond = fileOf('2024-01-05;BOND;BUY;6000;97.04917;5822.95;EUR');
    expect(readFile(bond, 50, mapping('YMD')).questions.map(({ about }) => about)).toEqual(['total']);
    const [fill] = readFile(bond, 50, mapping('YMD'), { totals: 'total' }).fills;
    expect(fill?.price.times(fill.quantity).toString()).toMatch(/^5822\.95/u);
  });

  // github.com/wealthfolio/wealthfolio/issues/1035: equal rows were taken for one.
  it('has as many fills as rows, also where they are equal', () => {
    const row = '2025-12-03 16:07:14;IREN;BUY;1.0;40.2;40.2;USD';
    expect(readFile(fileOf(row, row, row), 50, mapping('YMD')).fills).toHaveLength(3);
  });

  // github.com/ghostfolio/ghostfolio/issues/2610: a date of 2050 was imported.
  it('has no trades of the future', () => {
    const later = fileOf('06/06/2050;ACME;BUY;1;2;2;USD');
    expect(readFile(later, 50, mapping('DMY')).problems).toMatchObject([
      { problem: { code: 'TIME_IN_FUTURE' } },
    ]);
  });
});

describe('DEGIRO', () => {
  // Headers: samples/degiro-v3-export.csv of github.com/dickwolff/Export-To-Ghostfolio, and Hledupt.Degiro.Csv. Its trades stand in
  // sentences: no choice of columns makes them of it.
  it.each([
    'Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id',
    'Date,Time,Value date,Product,ISIN,Description,FX,Change,,Balance,,Order ID',
  ])('says of its account statement what to export instead: %s', (header) => {
    const row =
      '15-12-2022,16:55,15-12-2022,VICI,US9256521090,"Koop 1 @ 33,9 USD",,USD,"-33,90",USD,"-33,90",5925d76b';
    expect(() => readFile(`${header}\n${row}`)).toThrow('DEGIRO_ACCOUNT_STATEMENT');
  });
});
