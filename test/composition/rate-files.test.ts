import { expect, test, vi } from 'vitest';
import { currency, ledgerEntryId } from '#src/domain/ids.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { decimal, portfolio, sampleEntry, startTime } from '#test/ports/sample-entities.ts';
import { desk } from './maintenance-desk.ts';

const portfolioId = portfolio.id;
/** The start is a Monday, the fifth of January. */
const friday = Date.UTC(2026, 0, 2);
const text = ['date,currency,rate,quote', '2026-01-02,EUR,1.2,USDT', '2025-12-31,EUR,1.3,USDT'].join('\n');

/** 100.1 USDT and 200 EUR were paid in, in a workspace where nobody trades the two for each other. */
async function opened(days = 0) {
  const core = await desk(async (folder) => {
    const files = await openTemporary(folder);
    const cash = { currency: currency('EUR'), amount: decimal('200') };
    const time = startTime + days * 86_400_000;
    await files.record.transact((unit) =>
      unit.ledger.append([sampleEntry(7, { id: ledgerEntryId('euros'), time, cash })]),
    );
    await files.close();
  });
  await core.open();
  await core.clock.advance((days + 1) * 86_400_000);
  const deposited = async () => {
    const answer = await core.handlers['portfolio.summary']({ portfolioId });
    return answer.ok ? answer.value.valuation.deposited : undefined;
  };
  const flow = async () => {
    const answer = await core.handlers['portfolio.flows']({ portfolioId });
    return answer.ok ? answer.value.flows.find(({ id }) => id === 'euros') : undefined;
  };
  async function becomes(total: string | undefined): Promise<void> {
    await vi.waitFor(async () => {
      await core.clock.advance(1_000);
      expect(await deposited()).toMatchObject(
        total === undefined ? { isWhole: false, missing: { flows: 1 } } : { isWhole: true, total },
      );
    }, 10_000);
  }
  return { ...core, flow, becomes };
}

test('a rate of the last day before is taken, is told, changes nothing when it comes again, and is taken back', async () => {
  const { handlers, flow, becomes, ended, folder, close } = await opened();
  await becomes(undefined);
  const file = { fileName: 'rates.csv', text };
  expect(await handlers['rates.preview'](file)).toMatchObject({
    ok: true,
    value: {
      rates: 2,
      series: [{ of: 'EUR', into: 'USDT', latest: '1.2', first: Date.UTC(2025, 11, 31), last: friday }],
    },
  });
  const taken = await handlers['rates.take'](file);
  expect(taken).toMatchObject({ ok: true, value: { known: 0, file: { name: 'rates.csv', rates: 2 } } });
  await becomes('340.1');
  expect(await flow()).toMatchObject({ rate: '1.2', source: 'file', publishedOn: friday });

  expect(await handlers['rates.take'](file)).toEqual({ ok: true, value: { known: 2, file: undefined } });
  expect(await handlers['rates.files']({})).toMatchObject({
    value: [{ name: 'rates.csv', undoneAt: undefined }],
  });

  const id = taken.ok ? (taken.value.file?.id ?? '') : '';
  expect(await handlers['rates.undo']({ id })).toEqual({ ok: true, value: {} });
  await becomes(undefined);
  expect(await flow()).toMatchObject({ rate: undefined });
  expect(await handlers['rates.undo']({ id })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const verified = await ended(await handlers['maintenance.verify']({}));
  expect(verified).toMatchObject({ outcome: { verification: { findings: [] } } });
  // And it can be taken again.
  expect(await handlers['rates.take'](file)).toMatchObject({ value: { known: 0, file: { rates: 2 } } });
  await becomes('340.1');
  await close();
  const { record } = await openTemporary(folder);
  expect(
    (await record.read.rates.known(ledgerEntryId('euros'), currency('EUR'))).map(({ source }) => source),
  ).toEqual(['file']);
});

test('a rate that is older than seven days says nothing of a movement', async () => {
  const { handlers, becomes, flow } = await opened(5);
  await handlers['rates.take']({ fileName: 'old.csv', text });
  await becomes(undefined);
  // A rate that holds once is not looked up again: that of the second of January would have been taken by now.
  const eighth = text.replace('2026-01-02', '2026-01-03').replace('1.2', '1.4');
  await handlers['rates.take']({ fileName: 'new.csv', text: eighth });
  await becomes('380.1');
  expect(await flow()).toMatchObject({ rate: '1.4', publishedOn: friday + 86_400_000 });
});

test('a file that says the contrary of another, or nothing of its base, is not taken', async () => {
  const { handlers } = await opened();
  const take = (lines: readonly string[]) =>
    handlers['rates.take']({ fileName: 'rates.csv', text: lines.join('\n') });
  await take(text.split('\n'));
  expect(await take(['date,currency,rate,quote', '2026-01-02,USDT,1.2,EUR'])).toEqual(unreadable('REVERSED'));
  expect(await take(['date,currency,rate', '2026-01-02,USDT,1.2'])).toEqual(unreadable('BASE_NOT_TOLD'));
  expect(await handlers['rates.files']({})).toMatchObject({ value: [{ rates: 2 }] });
});

function unreadable(problem: string) {
  return { ok: false, error: { code: 'UNREADABLE_RATES', problem } };
}
