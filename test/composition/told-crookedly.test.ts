import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import {
  momentOf,
  toldDesk,
  type AccountName,
  type ToldDesk,
  type ToldMovement,
  type ToldTrade,
} from './told-desk.ts';

/** A short one that is the same each time; `TOLD_HISTORIES=20` makes up as many longer ones, each of half a minute. */
const histories = process.env['TOLD_HISTORIES'];
const numRuns = Number(histories ?? 1);
const least = histories === undefined ? 1 : 4;
const seed = histories === undefined ? 15 : undefined;

type Told =
  | { readonly kind: 'trade'; readonly trade: ToldTrade }
  | { readonly kind: 'movement'; readonly movement: ToldMovement };
type Fact = {
  readonly account: AccountName;
  readonly told: Told;
  readonly time: number;
  readonly number: number;
};

const cents = (most: number) => fc.integer({ min: 1, max: most * 100 }).map((many) => String(many / 100));
const whole = (most: number) => fc.integer({ min: 1, max: most }).map(String);
const coin = fc.constantFrom('BTC', 'ETH').map((currency) => ({ kind: 'currency' as const, currency }));
const money = fc.constantFrom('USDT', 'EUR').map((currency) => ({ kind: 'currency' as const, currency }));
const share = fc
  .constantFrom('ACME', 'CHILD')
  .map((symbol) => ({ kind: 'instrument' as const, instrumentId: `import:${symbol}` }));
const acme = { kind: 'instrument', instrumentId: 'import:ACME' } as const;
const option = { kind: 'instrument', instrumentId: 'import:ACME-C50' } as const;
const none = fc.constant(undefined);
const worth = fc.oneof(none, fc.record({ currency: fc.constantFrom('USDT', 'EUR'), amount: cents(50_000) }));

const side = fc.constantFrom('buy', 'sell');
const fee = fc.constantFrom(undefined, ['1.5', 'USDT'] as const, ['0.001', 'BTC'] as const);

function tradesIn(
  symbol: string,
  [quantity, price]: readonly [fc.Arbitrary<string>, fc.Arbitrary<string>],
  more: Pick<ToldTrade, 'currency' | 'contract'> = {},
): fc.Arbitrary<Told> {
  return fc
    .record({ side, quantity, price, fee })
    .map((terms) => ({ kind: 'trade', trade: { symbol, ...terms, ...more } }));
}

const trades = fc.oneof(
  tradesIn('BTC/USDT', [cents(3), whole(60_000)]),
  tradesIn('BTC/EUR', [cents(3), whole(60_000)]),
  tradesIn('ETH/BTC', [cents(3), fc.constant('0.05')]),
  tradesIn('EUR/USDT', [cents(1_000), fc.constantFrom('1.1', '1.2345')]),
  tradesIn('ACME', [whole(20), cents(90)], { currency: 'USDT' }),
  tradesIn('BTCUSDT_INVERSE', [whole(5_000), whole(60_000)], {
    currency: 'USDT',
    contract: ['perpetual', 'BTC', 'BTC', '1'],
  }),
  tradesIn('ACME-C50', [whole(3), cents(5)], {
    currency: 'USDT',
    contract: ['option', 'ACME', 'USDT', '10'],
  }),
);

function moved(
  type: ToldMovement['type'],
  asset: fc.Arbitrary<ToldMovement['asset']>,
  amount: fc.Arbitrary<string>,
  more: Partial<ToldMovement> = {},
  cost: fc.Arbitrary<ToldMovement['cost']> = none,
): fc.Arbitrary<Told> {
  return fc
    .record({ asset, amount, cost })
    .map((terms) => ({ kind: 'movement', movement: { type, ...terms, ...more } }));
}

const nothing = fc.constant('0');
const acquiredAt = momentOf(-400);
const movements = fc.oneof(
  moved('deposit', coin, cents(2), {}, worth),
  moved('deposit', coin, cents(2), { acquiredAt }, worth),
  moved('deposit', money, cents(2_000)),
  moved('withdrawal', coin, cents(2)),
  moved('transfer', coin, cents(2)),
  moved('transfer', coin, cents(2), { fee: '0.005', feeWorth: { currency: 'EUR', amount: '7' } }),
  moved('transfer', share, whole(9)),
  moved('split', share, nothing, { ratio: { new: 3, old: 2 } }),
  moved('split', share, fc.constant('0.5'), { ratio: { new: 1, old: 10 }, cash: '31' }),
  moved('spin-off', fc.constant(acme), nothing, {
    ratio: { new: 1, old: 10 },
    into: { instrumentId: 'import:CHILD', quantity: '5' },
  }),
  moved('merger', fc.constant(acme), whole(9), {
    into: { instrumentId: 'import:CHILD', quantity: '4' },
    cash: '12',
  }),
  moved('return-of-capital', share, cents(100)),
  moved('rights', share, whole(9), {}, fc.constant({ currency: 'USDT', amount: '33' })),
  moved('exercise', fc.constant(option), fc.constant('1'), {
    into: { instrumentId: 'import:ACME', quantity: '10' },
    cash: '500',
  }),
  moved('expiry', fc.constant(option), fc.constantFrom('1', '-1')),
  moved('dividend', money, cents(50), { on: 'import:ACME' }),
  moved('tax', money, cents(5), { on: 'import:ACME' }),
  moved('staking', coin, cents(1), {}, worth),
  moved('airdrop', share, whole(3)),
  moved('gift', coin, fc.constantFrom('0.3', '-0.3')),
  moved('realised', coin, fc.constantFrom('0.3', '-0.3')),
  moved('funding', money, fc.constantFrom('5', '-5')),
  moved('fee', coin, fc.constant('0.2')),
  moved('margin-interest', money, cents(5)),
  moved('loss', coin, fc.constant('0.4')),
  moved('adjustment', share, fc.constantFrom('2', '-1')),
);

const account = fc.constantFrom<AccountName[]>('Home', 'Home', 'Cold');
const told = fc.record({ account, told: fc.oneof(trades, movements) });
/** What comes before the right thing is told, and beside it. */
const detour = fc.record({
  wrong: fc.option(fc.record({ account, told: fc.oneof(trades, movements), at: fc.nat({ max: 14 }) })),
  isCorrected: fc.boolean(),
  key: fc.nat(),
  beside: fc.constantFrom('nothing', 'borrowing', 'schedule', 'fee', 'lots', 'link', 'time'),
});
const bases = fc.constantFrom('USDT', 'EUR');

/** So that not every sale is one of something that never came in. */
const openings: readonly Pick<Fact, 'account' | 'told'>[] = [
  opening('Home', { kind: 'currency', currency: 'BTC' }, '30', '900000'),
  opening('Cold', { kind: 'currency', currency: 'ETH' }, '100', '180000'),
  opening('Home', acme, '300', '12000'),
];

function opening(name: AccountName, asset: ToldMovement['asset'], amount: string, cost: string) {
  const movement = { type: 'deposit', asset, amount, cost: { currency: 'USDT', amount: cost } } as const;
  return { account: name, told: { kind: 'movement', movement } } as const;
}

/** Answers with whether it is one that can be told. */
async function tell(core: ToldDesk, fact: Fact, corrects?: string): Promise<boolean> {
  const { account: name, told: what, time, number } = fact;
  if (what.kind === 'movement') return (await core.enter(name, time, what.movement, corrects)).ok;
  await core.imported(name, time, number, what.trade);
  return true;
}

function done(answer: { readonly ok: boolean }): void {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

/** Something else is told first, and corrected or taken back. Answers with whether the fact has its place. */
async function tellWrong(core: ToldDesk, wrong: Fact, right: Fact, isCorrected: boolean): Promise<boolean> {
  const { handlers } = core;
  if (wrong.told.kind === 'trade') {
    const importId = await core.imported(wrong.account, wrong.time, wrong.number, wrong.told.trade);
    done(await handlers['imports.undo']({ importId }));
    return false;
  }
  const before = new Set((await core.activity()).map(({ id }) => id));
  if (!(await tell(core, wrong))) return false;
  const entry = (await core.activity()).find(({ id }) => !before.has(id));
  if (entry === undefined) throw new Error('it is told');
  if (isCorrected && right.told.kind === 'movement' && (await tell(core, right, entry.id))) return true;
  // Of another account it is none that could be corrected so.
  done(await handlers['activity.takeBack']({ id: entry.id, isTrial: false }));
  return false;
}

type Beside = 'nothing' | 'borrowing' | 'schedule' | 'fee' | 'lots' | 'link' | 'time';

/** It is done, and undone. */
async function doBeside(core: ToldDesk, what: Beside): Promise<void> {
  const { handlers } = core;
  const accountId = core.accountOf('Home');
  if (what === 'borrowing')
    for (const allowed of [true, false]) done(await handlers['accounts.borrow']({ accountId, allowed }));
  if (what === 'schedule') {
    const since = momentOf(3);
    const terms = { basis: 'share', maker: '0.001', taker: '0.002' } as const;
    done(await handlers['accounts.setFeeSchedule']({ accountId, since, terms }));
    done(await handlers['accounts.removeFeeSchedule']({ accountId, since }));
  }
  if (what === 'fee') {
    const trade = (await core.activity()).find((row) => row.kind === 'trade' && row.fee === undefined);
    if (trade?.instrumentId === undefined) return;
    const of = { accountId: trade.accountId, instrumentId: trade.instrumentId, fillId: trade.id };
    const charged = { currency: 'USDT', amount: '3' };
    done(await handlers['activity.tellFee']({ ...of, fee: charged }));
    done(await handlers['activity.tellFee']({ ...of, seen: charged }));
  }
  if (what === 'lots') {
    const asked = { portfolioId: 'portfolio', methods: [], year: 2025, skip: 0, most: 100 };
    const gains = await handlers['portfolio.gains'](asked);
    const sale = gains.ok ? gains.value.disposals.find(({ openedBy }) => openedBy !== undefined) : undefined;
    if (sale?.openedBy === undefined) return;
    const of = { accountId: sale.accountId, held: sale.held, saleId: sale.closedBy };
    const lots = [{ openedBy: sale.openedBy, quantity: sale.quantity }];
    const choose = (named: typeof lots) =>
      handlers['portfolio.chooseLots']({
        portfolioId: 'portfolio',
        methods: [],
        choice: { ...of, lots: named },
      });
    // A sale may have taken more than the one lot.
    if ((await choose(lots)).ok) done(await choose([]));
  }
  if (what === 'link') {
    const unsettled = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
    const proposed = unsettled.ok ? unsettled.value.transfers.rows[0] : undefined;
    if (proposed === undefined || proposed.arrived.time < proposed.left.time) return;
    const { left, arrived } = proposed;
    const linked = await handlers['activity.link']({ left: left.id, arrived: arrived.id });
    done(linked);
    if (linked.ok) done(await handlers['activity.separate']({ id: linked.value.id }));
  }
  if (what === 'time') await core.clock.advance(70_000);
}

it(
  'a record that was told in any order, with errors that were put right, says what one says that was told straight',
  { timeout: numRuns * 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: least, maxLength: 2 * least }),
        fc.array(detour, { minLength: 16, maxLength: 16 }),
        bases,
        async (all, detours, base) => {
          const straight = await toldDesk();
          const crooked = await toldDesk();
          // The option is there before anything of its name is told, which would be taken for a share.
          const listed = {
            symbol: 'ACME-C50',
            side: 'buy',
            quantity: '1',
            price: '2',
            currency: 'USDT',
          } as const;
          const contract = ['option', 'ACME', 'USDT', '10'] as const;
          for (const core of [straight, crooked])
            await core.imported('Home', momentOf(-1), 0, { ...listed, contract });
          const facts: Fact[] = [];
          const wanted: readonly Pick<Fact, 'account' | 'told'>[] = [...openings, ...all];
          for (const [number, each] of wanted.entries()) {
            const fact = { ...each, number: number + 1, time: momentOf(number) };
            if (await tell(straight, fact)) facts.push(fact);
          }
          const shuffled = facts
            .map((fact, at) => ({ fact, detour: detours[at] }))
            .toSorted((one, other) => (one.detour?.key ?? 0) - (other.detour?.key ?? 0));
          for (const [place, { fact, detour: by }] of shuffled.entries()) {
            const wrong = by?.wrong && { ...by.wrong, number: 100 + place, time: momentOf(by.wrong.at) };
            const isTold = wrong ? await tellWrong(crooked, wrong, fact, by.isCorrected) : false;
            if (!isTold) done({ ok: await tell(crooked, fact) });
            await doBeside(crooked, by?.beside ?? 'nothing');
            if (place === 2 && base !== 'USDT') await crooked.changeBase(base);
          }
          if (base !== 'USDT') await straight.changeBase(base);
          // Rates are looked up beside.
          await vi.waitFor(async () => {
            for (const core of [straight, crooked]) await core.clock.advance(61_000);
            expect(await crooked.figures()).toEqual(await straight.figures());
          }, 60_000);
          for (const core of [straight, crooked]) {
            expect(await core.verified()).toEqual([]);
            await core.close();
          }
        },
      ),
      { numRuns, ...(seed === undefined ? {} : { seed }), endOnFailure: true },
    );
  },
);

it('a coin that was never traded is sound after another base currency is chosen', async () => {
  const core = await toldDesk();
  const asset = { kind: 'currency', currency: 'ETH' } as const;
  done(await core.enter('Home', momentOf(1), { type: 'deposit', asset, amount: '1.49' }));
  await core.changeBase('EUR');
  expect(await core.verified()).toEqual([]);
  await core.close();
});
