import { describe, expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { draftId } from '#src/contract/values.ts';
import { auditOf, desk } from '#test/composition/maintenance-desk.ts';
import { startTime } from '#test/ports/sample-entities.ts';

type Changes = CallInput<'portfolio.setLimits'>['changes'];

/** The workspace’s portfolio begins with a limit of 10,000.5 for the worth and of 20 working orders. */
async function opened() {
  const core = await desk();
  await core.open();
  const set = (changes: Changes, portfolioId = 'portfolio') =>
    core.handlers['portfolio.setLimits']({ portfolioId, changes });
  async function held() {
    const snapshot = await core.handlers['state.snapshot']({});
    return snapshot.ok ? snapshot.value.portfolios[0]?.limits : undefined;
  }
  const place = (quantity: string) =>
    core.handlers['orders.place']({
      draftId: draftId.parse(crypto.randomUUID()),
      accountId: 'main',
      instrumentId: 'binance:BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity,
      limitPrice: '42000.01',
      timeInForce: 'GTC',
    });
  return { ...core, set, held, place };
}

describe('limits', () => {
  it('are set exactly as asked; those that are not named stay, one without a value is lifted', async () => {
    const { set, held, changes } = await opened();
    const exact = '0.123456789012345678';
    expect(
      await set([
        { limit: 'maxQuantity', value: exact },
        { limit: 'maxOpenOrders', seen: '20' },
      ]),
    ).toMatchObject({
      ok: true,
      value: { limits: { maxQuantity: exact, maxNotional: '10000.5' } },
    });
    const limits = { maxQuantity: exact, maxNotional: '10000.5' };
    expect(await held()).toEqual(limits);
    expect(changes.filter(({ type }) => type === 'portfolioChanged')).toEqual([
      {
        type: 'portfolioChanged',
        portfolio: {
          id: 'portfolio',
          name: 'Trading',
          baseCurrency: 'USDT',
          lotMethod: 'FIFO',
          limits,
        },
      },
    ]);
  });

  it('that two screens set in one moment are the first one’s, and the second is told of them', async () => {
    const { set, held } = await opened();
    const answers = await Promise.all([
      set([{ limit: 'maxQuantity', value: '1' }]),
      set([
        { limit: 'maxQuantity', value: '100' },
        { limit: 'maxPriceDistance', value: '0.2' },
      ]),
    ]);
    expect(answers).toMatchObject([
      { ok: true },
      {
        ok: false,
        error: {
          code: 'INVALID_LIMITS',
          problems: [{ limit: 'maxQuantity', code: 'LIMIT_SET_ELSEWHERE', now: '1' }],
        },
      },
    ]);
    expect(await held()).toEqual({ maxQuantity: '1', maxNotional: '10000.5', maxOpenOrders: '20' });
  });

  it('hold for the next order, which is told what it asked and what is allowed', async () => {
    const { set, place } = await opened();
    await set([{ limit: 'maxQuantity', value: '0.1' }]);
    expect(await place('0.10001')).toEqual({
      ok: false,
      error: {
        code: 'RISK_LIMIT',
        limit: 'maxQuantity',
        asked: '0.10001',
        allowed: '0.1',
        currency: 'USDT',
      },
    });
    await set([{ limit: 'maxPriceDistance', value: '0.05' }]);
    expect(await place('0.1')).toEqual({
      ok: false,
      error: { code: 'PRICE_UNKNOWN', limit: 'maxPriceDistance' },
    });
  });

  it('are said in the estimate as they refuse the order', async () => {
    const { set, handlers, place } = await opened();
    const draft = {
      accountId: 'main',
      instrumentId: 'binance:BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '0.1',
      limitPrice: '42000.01',
      stopPrice: '',
      timeInForce: 'GTC',
    } as const;
    const estimated = async (changes: Partial<CallInput<'orders.estimate'>>) => {
      const answer = await handlers['orders.estimate']({ ...draft, ...changes });
      return answer.ok ? answer.value.refusal : answer.error;
    };
    expect(await estimated({})).toBeUndefined();
    await set([{ limit: 'maxQuantity', value: '0.1' }]);
    const refused = await place('0.10001');
    expect(await estimated({ quantity: '0.10001' })).toEqual(refused.ok ? refused : refused.error);
    await set([{ limit: 'maxPriceDistance', value: '0.05' }]);
    expect(await estimated({})).toEqual({ code: 'PRICE_UNKNOWN', limit: 'maxPriceDistance' });
  });

  it('are the trader’s decision, with what they replaced, in the audit trail, and outlive a restart', async () => {
    const { set, held, open, close, folder, handlers } = await opened();
    await set([
      { limit: 'maxNotional', seen: '10000.5', value: '500' },
      { limit: 'maxOpenOrders', seen: '20' },
    ]);
    await handlers['workspaces.close']({});
    await open();
    expect(await held()).toEqual({ maxNotional: '500' });
    await close();
    expect((await auditOf(folder))[0]).toEqual({
      sequence: expect.any(Number),
      time: startTime + 60_000,
      actor: 'trader',
      action: 'changed',
      subject: 'limits of portfolio portfolio',
      detail: '[{"limit":"maxNotional","from":"10000.5","to":"500"},{"limit":"maxOpenOrders","from":20}]',
    });
  });

  it('that make no sense are refused by field, and none of the others is set', async () => {
    const { set, held, changes } = await opened();
    const before = await held();
    expect(
      await set([
        { limit: 'maxQuantity', value: '5' },
        { limit: 'maxNotional', seen: '10000.5', value: '0' },
        { limit: 'maxPriceDistance', value: '-0.1' },
        { limit: 'maxOpenOrders', seen: '20', value: '2.5' },
      ]),
    ).toEqual({
      ok: false,
      error: {
        code: 'INVALID_LIMITS',
        problems: [
          { limit: 'maxNotional', code: 'LIMIT_NOT_POSITIVE' },
          { limit: 'maxPriceDistance', code: 'LIMIT_NOT_POSITIVE' },
          { limit: 'maxOpenOrders', code: 'LIMIT_NOT_WHOLE' },
        ],
      },
    });
    expect(await set([{ limit: 'maxOpenOrders', seen: '20', value: '9007199254740993' }])).toMatchObject({
      error: { problems: [{ code: 'LIMIT_TOO_LARGE', maximum: '1000000' }] },
    });
    expect(await set([{ limit: 'maxQuantity', value: '1' }], 'gone')).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND', what: 'portfolio', id: 'gone' },
    });
    expect(await held()).toEqual(before);
    expect(changes.filter(({ type }) => type === 'portfolioChanged')).toEqual([]);
  });
});
