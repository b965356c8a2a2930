/** What coins had gained before they were paid in, and had gained here when they were paid out. */
import { expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

type Movement = CallInput<'activity.enter'>['movement'];

const at = Date.UTC(2024, 3, 1);
const hour = 3_600_000;

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers, clock } = core;
  let accountId = '';

  async function imported(...rows: readonly string[]): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    const text = ['time,symbol,side,quantity,price,fee,fee currency', ...rows].join('\n');
    await handlers['imports.chunk']({ importId, text });
    expect(await handlers['imports.commit']({ importId, accountName: 'History' })).toMatchObject({
      ok: true,
    });
    const snapshot = await handlers['state.snapshot']({});
    const account = snapshot.ok && snapshot.value.accounts.find(({ name }) => name === 'History');
    if (!account) throw new Error('it has an account of its own');
    accountId = account.id;
  }

  /** Of one coin, with the rate of its moment in USDT. */
  async function moved(terms: Partial<Movement> & Pick<Movement, 'type' | 'amount'>, rate?: string) {
    const asset = { kind: 'currency' as const, currency: 'BTC' };
    const movement = { accountId, time: at, asset, ...terms };
    expect(await handlers['activity.enter']({ movement, isNewAsset: true, isTrial: false })).toMatchObject({
      ok: true,
    });
    if (rate === undefined) return;
    const told = await handlers['portfolio.flows']({ portfolioId: 'portfolio' });
    const flow = told.ok ? told.value.flows.find((each) => each.time === movement.time) : undefined;
    if (flow === undefined) throw new Error('it is a flow');
    const given = { portfolioId: 'portfolio', movementId: flow.id, seen: flow.rate, rate };
    expect(await handlers['portfolio.rateFlow'](given)).toMatchObject({ ok: true });
  }

  async function figures() {
    await clock.advance(300);
    const summary = await handlers['portfolio.summary']({ portfolioId: 'portfolio' });
    if (!summary.ok) throw new Error(summary.error.code);
    const { gainBroughtIn, gainTakenOut, realised, other } = summary.value.valuation;
    return { gainBroughtIn, gainTakenOut, realised, other };
  }

  return { imported, moved, figures };
}

const whole = (total: string) => ({ isWhole: true, total });
const cost = { currency: 'USDT', amount: '20000' };
/** So that the account is there. */
const first = '2024-03-01T10:00:00Z,ETH-USDT,buy,1,3000,0,USDT';
const closed = '2024-03-01T11:00:00Z,ETH-USDT,sell,1,3000,0,USDT';
const sale = '2024-04-01T12:00:00Z,BTC-USDT,sell,1,50000,0,USDT';

it('is in what a coin realises, and no gain of the portfolio', async () => {
  const { imported, moved, figures } = await opened();
  await imported(first, closed);
  await moved({ type: 'deposit', amount: '1', cost }, '60000');
  await expect.poll(async () => (await figures()).gainBroughtIn).toEqual(whole('40000'));
  await imported(first, closed, sale);
  await expect.poll(figures).toMatchObject({
    gainBroughtIn: whole('40000'),
    gainTakenOut: undefined,
    realised: whole('30000'),
  });
});

it('leaves with a coin that is paid out, traded or not', async () => {
  const { imported, moved, figures } = await opened();
  await imported(first, closed);
  await moved({ type: 'deposit', amount: '1', cost }, '60000');
  await moved({ type: 'withdrawal', amount: '1', time: at + hour }, '65000');
  await expect.poll(figures).toMatchObject({
    gainBroughtIn: whole('40000'),
    gainTakenOut: whole('45000'),
    realised: whole('0'),
  });
});

it('is not known without the cost, and neither is what is left of the net profit', async () => {
  const { imported, moved, figures } = await opened();
  await imported(first, closed);
  await moved({ type: 'deposit', amount: '1' }, '60000');
  await expect
    .poll(figures)
    .toMatchObject({ gainBroughtIn: { isWhole: false, known: undefined, missing: { movements: 1 } } });
  expect((await figures()).other).toBeUndefined();
});
