import { describe, expect, it } from 'vitest';
import { importDesk } from './import-desk.ts';
import { guessed, held, importFixture, preview, recorded } from './import-fixture.ts';

/** Files as brokers and venues write them; what each must give follows from its own columns, by hand. */
describe('what a price is in', () => {
  it('is told by a column of currencies', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '01-fills-currency-column');
    expect(shown.rows.map(({ priceCurrency }) => priceCurrency)).toEqual(['EUR', 'USD', 'CHF']);
    const { cash } = await recorded(desk);
    expect(cash).toEqual({ EUR: '-1702', USD: '-925.5', CHF: '-646.8' });
  });

  it('is not what the fee is in, and a hundredth of a currency is one', async () => {
    const desk = await importDesk();
    const { guess } = await guessed(desk, '02b-wizard-currencies-of-price-and-fee');
    expect(guess).toMatchObject({ side: 0, time: 1, symbol: 3, quantity: 4, price: 5, currency: 6, fee: 10 });
    expect(guess).toMatchObject({ feecurrency: 11, tradeid: 12 });
    await importFixture(desk, '02b-wizard-currencies-of-price-and-fee', { columns: {} });
    const { fills } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 2 CSCO @ 49.96 USD fee 0.14 EUR',
      'BUY 100 VOD @ 0.6954 GBP fee 0.12 EUR',
      'SELL 2 CSCO @ 50.26 USD fee 0.14 EUR',
    ]);
  });

  it('is that of the market where the account pays in another, and the account ends as the file says', async () => {
    const desk = await importDesk();
    await importFixture(desk, '02-wizard-fee-currency-becomes-price-currency');
    const { cash, fills } = await recorded(desk);
    expect(fills.filter((fill) => !/EUR-USD|GBP-EUR/.test(fill))).toEqual([
      'BUY 2 CSCO @ 49.96 USD fee 0.14 EUR',
      'BUY 100 VOD @ 0.6954 GBP fee 0.12 EUR',
      'SELL 2 CSCO @ 50.26 USD fee 0.14 EUR',
    ]);
    // -91.54 - 81.46 + 91.06
    expect(cash['EUR']).toBe('-81.94');
    expect(await held(desk, 'USD')).toBe('0');
  });

  it('is what a fee is in that names no currency', async () => {
    const desk = await importDesk();
    await importFixture(desk, '16-wizard-fee-without-currency-column', { columns: {}, order: 'DMY' });
    const { cash, fills } = await recorded(desk);
    expect(fills).toEqual(['BUY 100 ORFN @ 19.8 USD fee 5.9 USD', 'SELL 100 ORFN @ 20 USD fee 6.1 USD']);
    expect(cash).toEqual({ USD: '8' });
  });
});

describe('columns that are guessed', () => {
  it('are by name and by what they hold: an amount without fees is none, nor is an id a symbol', async () => {
    const desk = await importDesk();
    await importFixture(desk, '03-wizard-guess-fee', { columns: {} });
    expect(await held(desk, 'CHF')).toBe('-56.66284');
    const { fills } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 0.0184 BTC-CHF @ 95287.63 CHF fee 2.45 CHF',
      'SELL 0.0184 BTC-CHF @ 92341.28 CHF',
    ]);
  });
});

describe('an order that was not filled', () => {
  it('is no fill, and its status is why', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '04-fills-status-column');
    expect(shown.skippedRows).toEqual([
      { line: 2, reason: { code: 'NOT_TRADED', status: 'CANCELED' } },
      { line: 4, reason: { code: 'NOT_TRADED', status: 'EXPIRED' } },
      { line: 5, reason: { code: 'NOT_TRADED', status: 'REJECTED' } },
    ]);
    const { fills } = await recorded(desk);
    expect(fills).toEqual(['BUY 0.2 BTC-USDT @ 59900 USDT']);
  });
});

describe('Interactive Brokers', () => {
  it('tells a trade at several levels of detail: its executions are what was traded', async () => {
    const desk = await importDesk();
    await importFixture(desk, '05-ibkr-levels-of-detail');
    const { cash, fills } = await recorded(desk);
    expect(fills).toHaveLength(3);
    expect(cash).toEqual({ USD: '507.5' });
  });

  it('writes the time of New York, in any of its notations', async () => {
    const desk = await importDesk();
    await expect(importFixture(desk, '14-ibkr-times')).rejects.toThrow('QUESTIONS_OPEN');
    expect((await preview(desk, '14-ibkr-times')).questions).toEqual([
      { id: 'dates', about: 'dates', example: '03/05/2024;160000', rows: 1 },
    ]);
    await importFixture(desk, '14-ibkr-times', { answers: { dates: 'MDY' } });
    const { times } = await recorded(desk);
    expect(times).toEqual(Array.from({ length: 8 }, () => '2024-03-05T21:00:00.000Z'));
  });

  it('writes numbers as its user’s country does', async () => {
    const desk = await importDesk();
    await importFixture(desk, '11a-ibkr-decimal-comma');
    const { fills } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 0.125 VOO @ 468.5 USD fee 0.35 USD',
      'BUY 0.375 VOO @ 468.125 USD fee 0.355 USD',
      'BUY 2 VOO @ 469.75 USD fee 1 USD',
    ]);
  });

  it('has trades and payments in its activity statement', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '23a-ibkr-activity-statement');
    expect(shown.errors).toEqual([]);
    const { fills, entries, times, cash } = await recorded(desk);
    expect(fills).toEqual(['BUY 10 AAPL @ 172.5 USD fee 1 USD', 'SELL 10 AAPL @ 228.1 USD fee 1.06 USD']);
    // Half past ten in New York, before and after its clocks change.
    expect(times).toEqual(['2024-03-15T14:30:12.000Z', '2024-11-20T20:00:00.000Z']);
    expect(entries).toEqual(['dividend 2.5 USD']);
    // Proceeds of −1725 and 2281, commissions of 1 and 1.06, a dividend of 2.50.
    expect(cash).toEqual({ USD: '556.44' });
  });

  it('is asked for another export where its transaction history does not tell the rates', async () => {
    const desk = await importDesk();
    await expect(preview(desk, '23b-ibkr-transaction-history')).rejects.toThrow('IBKR_TRANSACTION_HISTORY');
  });
});

describe('Coinbase', () => {
  it('says in the note what an advanced trade was paid in', async () => {
    const desk = await importDesk();
    await importFixture(desk, '06-coinbase-advanced-other-quote');
    const { cash, fills } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 0.02 BTC-GBP @ 37500 GBP fee 7.5 GBP',
      'BUY 0.25 ETH-BTC @ 0.052 BTC fee 0.000078 BTC',
      'BUY 3.6 LINK-USDC @ 18.44 USDC fee 0.416 USDC',
    ]);
    expect(cash['GBP']).toBe('242.5');
  });

  it('has the same trade in an export without ids and in one with them', async () => {
    const desk = await importDesk();
    await importFixture(desk, '13a-coinbase-older-export');
    const shown = await importFixture(desk, '13b-coinbase-newer-export');
    const { duplicates, alike, duplicateEntries, alikeEntries } = shown.done;
    expect({ all: duplicates + alike + duplicateEntries + alikeEntries, new: shown.done.imported }).toEqual({
      all: 2,
      new: 0,
    });
    expect(await held(desk, 'EUR')).toBe('-214.2');
    expect(await held(desk, 'BTC')).toBe('0.006');
  });
});

describe('Binance’s statement', () => {
  it('has every row that moves money', async () => {
    const desk = await importDesk();
    await importFixture(desk, '07-binance-rows-that-move-money');
    expect(await held(desk, 'SOL')).toBe('0');
    expect(await held(desk, 'USDT')).toBe('95.75');
    expect((await recorded(desk)).entries).toContain('withdrawal -1000 USDT');
  });

  it('has trades under many names', async () => {
    const desk = await importDesk();
    await importFixture(desk, '08-binance-trades-passed-over');
    const { fills, entries } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 0.005 BTC-EUR @ 60000 EUR',
      'BUY 0.015 ETH-EUR @ 3333.333333333333333333 EUR',
      'SELL 200 USDC-BUSD @ 1 BUSD',
      'BUY 0.015 BETH-ETH @ 1 ETH',
      'BUY 100 POL-MATIC @ 1 MATIC',
    ]);
    expect(entries).toEqual(['deposit 1000 EUR', 'deposit 150 USDT']);
    expect(await held(desk, 'EUR')).toBe('650');
  });

  it('has small amounts that were swept into BNB', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '24-binance-dust');
    expect(shown.invalid).toBe(0);
    expect(await held(desk, 'SOL')).toBe('-0.00205556');
    expect(await held(desk, 'DOT')).toBe('-0.014477');
    expect(await held(desk, 'BNB')).toBe('0.00096519');
  });
});

describe('Kraken', () => {
  it('joins pairs without a separator, which its own instruments tell apart', async () => {
    const desk = await importDesk();
    await importFixture(desk, '09-kraken-joined-pairs');
    const symbols = (await recorded(desk)).fills.map((told) => told.split(' ')[2]);
    expect(new Set(symbols)).toEqual(
      new Set(
        'XTZ-USD CHZ-EUR TRX-BTC ZRX-BTC SNX-ETH TRX-ETH BTC-PYUSD XTZ-EUR XRP-RLUSD USD-CHF XLM-BTC ETH-BTC ATOM-CAD'.split(
          ' ',
        ),
      ),
    );
    expect(symbols).toHaveLength(13);
  });

  it('ends at the balances that its ledger tells', async () => {
    const desk = await importDesk();
    await importFixture(desk, '10-kraken-ledger-wallets-earn-margin');
    const { cash, fills } = await recorded(desk);
    expect(fills).toEqual([
      'BUY 1 ETH-EUR @ 2500 EUR fee 6.5 EUR',
      'SELL 1.008 ETH-EUR @ 2600 EUR fee 6.81 EUR',
    ]);
    expect(cash).toEqual({ EUR: '5091.29' });
    expect(await held(desk, 'ETH')).toBe('0');
  });

  it('has no movement twice', async () => {
    const desk = await importDesk();
    const first = await importFixture(desk, '21-movements-twice');
    expect(first.done.entries).toBe(5);
    const again = await importFixture(desk, '21-movements-twice');
    expect(again.done).toMatchObject({ entries: 0, duplicateEntries: 5 });
  });
});

describe('numbers, sides and times', () => {
  it('with a decimal comma are none with a point', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '11b-wizard-point-read-as-thousands', {
      columns: {},
      decimal: ',',
      order: 'DMY',
      answers: { currency: 'EUR' },
    });
    const { fills } = await recorded(desk);
    expect(fills.map((told) => told.split(' ').slice(0, 5).join(' '))).toEqual([
      'BUY 2.5 SAP @ 171.2',
      'BUY 1.75 ALV @ 248.1',
    ]);
    expect(shown.errors).toMatchObject([{ line: 4, problem: { code: 'NOT_DECIMAL_COMMA' } }]);
  });

  it('may have a sign that says the side again', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '17-wizard-signed-quantities', { columns: {} });
    expect(shown.invalid).toBe(0);
    expect(await held(desk, 'ETH')).toBe('0');
  });

  it('are in words and with currencies', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '18-wizard-side-words-and-signs', {
      columns: {},
      answers: { currency: 'USD' },
    });
    expect(shown.errors).toEqual([]);
    expect(await held(desk, 'AAPL')).toBe('0');
    expect(await held(desk, 'MSFT')).toBe('0');
    expect((await recorded(desk)).fills).toHaveLength(7);
  });

  it('are read in every common notation', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '19-times');
    expect(shown.errors).toEqual([]);
    const { times } = await recorded(desk);
    expect(times).toEqual(Array.from({ length: 7 }, () => '2024-05-02T09:05:00.000Z'));
  });
});

describe('Gemini', () => {
  it('ends at the balances of the file', async () => {
    const desk = await importDesk();
    await importFixture(desk, '22-gemini');
    expect((await recorded(desk)).cash).toMatchObject({ USD: '517.4', GUSD: '5' });
    expect(await held(desk, 'BTC')).toBe('0');
  });
});

describe('what is there twice', () => {
  it('is told before it is imported in the same words as after', async () => {
    const desk = await importDesk();
    const shown = await importFixture(desk, '12-two-fills-one-id');
    expect(shown.inNone.alike).toBe(1);
    expect(shown.done).toMatchObject({ imported: 2, alike: 1 });
  });

  it('is told of the later of two imports before the earlier is undone, and comes again with its file', async () => {
    const desk = await importDesk();
    await importFixture(desk, '20a-first');
    await importFixture(desk, '20b-second');
    const listed = await desk.handlers['imports.list']({});
    if (!listed.ok) throw new Error(listed.error.code);
    const [later, first] = listed.value;
    expect(later).toMatchObject({ fileName: '20b-second', leftOut: 2 });
    await desk.handlers['imports.undo']({ importId: first?.id ?? '' });
    await importFixture(desk, '20b-second');
    expect((await recorded(desk)).cash).toEqual({ USDT: '30' });
    expect(await held(desk, 'BTC')).toBe('0');
  });
});

describe('a file that does not say its zone', () => {
  it('asks for it before anything is written', async () => {
    const desk = await importDesk();
    const asked = await preview(desk, '15-binance-statement-time-column');
    expect(asked.questions).toMatchObject([{ about: 'zone', example: '24-07-25 21:30:41' }]);
    await importFixture(desk, '15-binance-statement-time-column', { answers: { zone: 'Europe/Warsaw' } });
    const { entries, fills, times } = await recorded(desk);
    expect(fills).toEqual(['BUY 0.31 ETH-USDT @ 3200 USDT fee 0.00031 ETH']);
    expect(times).toEqual(['2024-07-25T19:41:07.000Z']);
    expect(entries).toEqual(['deposit 1200 USDT']);
    expect(await held(desk, 'USDT')).toBe('208');
  });
});
