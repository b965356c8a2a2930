import { expect, test, vi } from 'vitest';
import { currency, ledgerEntryId } from '#src/domain/ids.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { decimal, portfolio, sampleEntry, samplePair, startTime, usdt } from '#test/ports/sample-entities.ts';
import { auditOf, desk } from './maintenance-desk.ts';

const euro = currency('EUR');
const pair = samplePair('EUR', 'USDT');
const minute = 60_000;
const portfolioId = portfolio.id;
/** 100.1 USDT were paid in at the start, 200 EUR two hours later. */
const paidAt = startTime;
const eurosAt = startTime + 120 * minute;

async function prepared(folder: string, more: (files: WorkspaceFiles) => Promise<void>): Promise<void> {
  const files = await openTemporary(folder);
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([pair]);
    await unit.ledger.append([
      sampleEntry(7, {
        id: ledgerEntryId('euros'),
        time: eurosAt,
        cash: { currency: euro, amount: decimal('200') },
      }),
    ]);
    await unit.portfolios.saveSnapshots([
      {
        portfolioId,
        time: startTime,
        equity: decimal('100'),
        cash: undefined,
        marketValue: undefined,
        realised: undefined,
        unrealised: undefined,
        fees: undefined,
        deposited: decimal('100'),
      },
    ]);
  });
  await more(files);
  await files.close();
}

/** What EUR closed at before each of the moments. */
async function price({ market }: WorkspaceFiles, closes: Readonly<Record<number, string>>): Promise<void> {
  await market.saveCandles(
    Object.entries(closes).map(([time, close]) => ({
      instrumentId: pair.id,
      interval: '1m' as const,
      openTime: Math.floor(Number(time) / minute) * minute - minute,
      open: close,
      high: close,
      low: close,
      close,
      volume: '1',
      closed: true,
    })),
  );
}

async function opened(more: (files: WorkspaceFiles) => Promise<void> = async () => undefined) {
  const core = await desk((folder) => prepared(folder, more));
  await core.open();
  await core.clock.advance(200 * minute);
  const changes = async () => {
    const answer = await core.handlers['portfolio.baseChanges']({ portfolioId });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  async function ended(): Promise<void> {
    await vi.waitFor(async () => {
      await core.clock.advance(2 * minute);
      expect((await changes()).at(-1)).toMatchObject({ after: expect.anything() });
    }, 20_000);
  }
  const summary = async () => {
    const answer = await core.handlers['portfolio.summary']({ portfolioId });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.valuation;
  };
  async function verified() {
    const state = await core.ended(await core.handlers['maintenance.verify']({}));
    return state.state === 'done' && state.outcome.type === 'verify'
      ? state.outcome.verification.findings
      : state;
  }
  return { ...core, changes, ended, summary, verified };
}

test('another base currency is looked up first, and then taken with the figures of before and after', async () => {
  const { handlers, changes, ended, summary, folder, close } = await opened((files) =>
    price(files, { [paidAt]: '1.25', [eurosAt]: '1.2' }),
  );
  const before = await summary();
  expect(before).toMatchObject({ currency: 'USDT' });
  const preview = await handlers['portfolio.previewBase']({ portfolioId, to: 'EUR' });
  expect(preview).toMatchObject({ ok: true, value: { from: 'USDT', to: 'EUR', points: expect.any(Number) } });
  expect(preview.ok && preview.value.problem).toBeUndefined();
  expect(await handlers['portfolio.changeBase']({ portfolioId, to: 'EUR' })).toEqual({ ok: true, value: {} });
  expect(await changes()).toMatchObject([{ from: 'USDT', to: 'EUR', madeAt: undefined }]);
  // Until the rates are looked up all is as it was.
  expect(await summary()).toMatchObject({ currency: 'USDT', deposited: before.deposited });
  await ended();
  // 100.1 USDT and 200 EUR at 1.2; 100.1 USDT at 1.25 and 200 EUR.
  expect(await changes()).toMatchObject([{ before: { deposited: '340.1' }, after: { deposited: '280.08' } }]);
  expect(await summary()).toMatchObject({ currency: 'EUR', deposited: { total: '280.08' } });
  const equity = await handlers['portfolio.equity']({ portfolioId, from: 0, to: startTime + minute });
  expect(equity).toMatchObject({ ok: true, value: { points: [] } });
  await close();
  const [compared, changed, asked] = await auditOf(folder);
  expect([changed?.action, asked?.action]).toEqual(['changed', 'asked']);
  expect(JSON.parse(compared?.detail ?? '')).toMatchObject({
    from: 'USDT',
    to: 'EUR',
    figures: expect.arrayContaining([{ name: 'deposited', before: '340.1', after: '280.08' }]),
  });
});

test('changed back, what was recorded and observed in the first currency counts again', async () => {
  const { handlers, ended, summary, verified } = await opened((files) =>
    price(files, { [paidAt]: '1.25', [eurosAt]: '1.2' }),
  );
  const points = () => handlers['portfolio.equity']({ portfolioId, from: 0, to: startTime + minute });
  const observed = await points();
  for (const to of ['EUR', 'USDT']) {
    await handlers['portfolio.changeBase']({ portfolioId, to });
    await ended();
  }
  expect(await summary()).toMatchObject({ currency: 'USDT', deposited: { total: '340.1' } });
  expect(observed).toMatchObject({ value: { points: [{ time: startTime, equity: '100' }] } });
  expect(await points()).toEqual(observed);
  expect(await verified()).toEqual([]);
});

test('a change that was broken off goes on when the workspace opens, made or not', async () => {
  const asked = {
    portfolioId,
    from: usdt,
    to: euro,
    askedAt: startTime + 3,
    made: undefined,
    after: undefined,
  };
  const waiting = await opened(async (files) => {
    await price(files, { [paidAt]: '1.25', [eurosAt]: '1.2' });
    await files.record.transact((unit) => unit.baseChanges.save(asked));
  });
  await waiting.ended();
  expect(await waiting.changes()).toMatchObject([
    { from: 'USDT', to: 'EUR', after: { deposited: '280.08' } },
  ]);

  const made = await opened(async (files) => {
    await price(files, { [paidAt]: '1.25', [eurosAt]: '1.2' });
    await files.record.transact(async (unit) => {
      await unit.portfolios.update({ ...portfolio, baseCurrency: euro });
      const before = { deposited: '340.1' };
      await unit.baseChanges.save({ ...asked, made: { at: startTime + 4, until: startTime + 4, before } });
    });
  });
  await made.ended();
  expect(await made.changes()).toMatchObject([
    { before: { deposited: '340.1' }, after: { deposited: '280.08' } },
  ]);
});

test('it is called off while rates are looked up, and refused with the reason', async () => {
  const { handlers, changes, summary, clock } = await opened();
  const change = (to: string) => handlers['portfolio.changeBase']({ portfolioId, to });
  expect(await change('USDT')).toEqual(refusal('SAME'));
  expect(await change('BTC')).toEqual(refusal('NOT_MONEY'));
  expect(await handlers['portfolio.keepBase']({ portfolioId })).toEqual(refusal('NOT_UNDER_WAY'));
  expect(await change('EUR')).toMatchObject({ ok: true });
  expect(await change('USD')).toEqual(refusal('UNDER_WAY'));
  expect(await handlers['portfolio.keepBase']({ portfolioId })).toMatchObject({ ok: true });
  await clock.advance(200 * minute);
  expect(await changes()).toEqual([]);
  expect(await summary()).toMatchObject({ currency: 'USDT' });
});

function refusal(problem: string) {
  return { ok: false, error: { code: 'INVALID_BASE', problem } };
}
