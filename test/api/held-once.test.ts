import { describe, expect, it } from 'vitest';

import { desk } from '#test/composition/maintenance-desk.ts';

const header = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';

const deposited = ['D1,D1,2024-03-01 11:00:05,deposit,,currency,XXBT,spot,1,0,1'];
const soldAndBought = [
  'S1,T1,2024-03-02 10:15:30,trade,,currency,XXBT,spot,-1,0,0',
  'S2,T1,2024-03-02 10:15:30,trade,,currency,ZEUR,spot,50000,0,50000',
  'B1,T2,2024-03-03 10:15:30,trade,,currency,ZEUR,spot,-40000,0,10000',
  'B2,T2,2024-03-03 10:15:30,trade,,currency,XXBT,spot,1,0,1',
];
const withdrawn = ['W1,W1,2024-03-06 10:00:05,withdrawal,,currency,XXBT,spot,-0.9995,0.0005,0'];

/** An account of imported history, file by file. */
async function opened() {
  const core = await desk();
  await core.open();
  async function imports(rows: readonly string[], fileName = 'ledgers.csv'): Promise<void> {
    const begun = await core.handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await core.handlers['imports.chunk']({ importId, text: [header, ...rows].join('\n') });
    const committed = await core.handlers['imports.commit']({ importId, accountName: 'Kraken' });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
  }
  async function undo(fileName: string): Promise<void> {
    const runs = await core.handlers['imports.list']({});
    const run = runs.ok ? runs.value.find((one) => one.fileName === fileName) : undefined;
    const importId = run?.id ?? '';
    expect(await core.handlers['imports.undo']({ importId })).toMatchObject({ ok: true });
  }
  async function trips() {
    const snapshot = await core.handlers['state.snapshot']({});
    const page = await core.handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    if (!snapshot.ok || !page.ok) throw new Error('both can be read');
    const account = snapshot.value.accounts.find(({ name }) => name === 'Kraken')?.id;
    return [...page.value.rows, ...snapshot.value.openPositions]
      .filter(({ accountId }) => accountId === account)
      .map(({ side, held, quantity, cost, realised, undecided, unseen }) => {
        return { side, held, quantity, cost, realised, undecided, unseen };
      });
  }
  return { imports, undo, trips };
}

const again = { side: 'BUY', held: 'BTC', quantity: '1', cost: '40000', realised: '0' };
const sold = { side: 'BUY', held: 'BTC', quantity: '0', cost: '0', realised: undefined };

describe('a coin of imported history', () => {
  it('that was deposited, sold and bought back is no short: what the sale brought is not known', async () => {
    const { imports, trips } = await opened();
    await imports([...deposited, ...soldAndBought]);
    expect(await trips()).toEqual([{ ...sold, undecided: '1' }, again]);
  });

  it('lacks its purchase until the file that has the deposit comes, and again once that is taken back', async () => {
    const { imports, undo, trips } = await opened();
    await imports(soldAndBought);
    expect(await trips()).toEqual([{ ...sold, undecided: '1', unseen: '1' }, again]);
    await imports(deposited, 'deposits.csv');
    expect(await trips()).toEqual([{ ...sold, undecided: '1' }, again]);
    await undo('deposits.csv');
    expect(await trips()).toEqual([{ ...sold, undecided: '1', unseen: '1' }, again]);
  });

  it('that was bought and withdrawn is held no more, and its cost went with it; its fee was sold for what nobody knows', async () => {
    const { imports, trips } = await opened();
    await imports([...deposited, ...soldAndBought, ...withdrawn]);
    expect(await trips()).toEqual([
      { ...again, quantity: '0', cost: '0', realised: undefined, undecided: '0.0005' },
      { ...sold, undecided: '1' },
    ]);
  });
});
