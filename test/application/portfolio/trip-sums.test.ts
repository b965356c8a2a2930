import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { currency, fillIdOf } from '#src/domain/ids.ts';
import type { Fill, Side } from '#src/domain/fill.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { accountOf, btc, fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { tripSums } from '#test/ports/closed-trips.ts';
import { decimal, portfolio } from '#test/ports/sample-entities.ts';

const clock = createFakeClock(start);

type Traded = {
  /** Often before what is there already. */
  readonly minute: number;
  readonly side: Side;
  readonly quantity: string;
  readonly price: string;
  readonly feeCurrency: string | undefined;
};

const traded: fc.Arbitrary<Traded> = fc.record({
  minute: fc.integer({ min: 0, max: 30 }),
  side: fc.constantFrom('BUY', 'SELL'),
  quantity: fc.constantFrom('1', '2', '3'),
  price: fc.constantFrom('90', '100', '100.00000001', '110'),
  feeCurrency: fc.constantFrom('USDT', 'BNB', 'BTC', undefined),
});

function imported({ minute, side, quantity, price, feeCurrency, name }: Traded & { readonly name: string }) {
  return fill(minute, side, quantity, price, {
    tradeId: name,
    fee: feeCurrency === undefined ? undefined : decimal('0.25'),
    feeCurrency: feeCurrency === undefined ? undefined : currency(feeCurrency),
  });
}

it('the sums of closed round trips are what they come to one by one, whatever was booked, imported, taken back or opened again', async () => {
  const steps = fc.oneof(
    fc.record({
      what: fc.constant('book' as const),
      fills: fc.array(traded, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      what: fc.constant('import' as const),
      fills: fc.array(traded, { minLength: 2, maxLength: 12 }),
    }),
    fc.record({ what: fc.constant('undo' as const), run: fc.nat(5) }),
    fc.constant({ what: 'open again' as const }),
  );
  const first = fc.array(traded, { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(first, fc.array(steps, { maxLength: 10 }), async (history, rest) => {
      const folder = await temporaryWorkspace();
      let files = await openTemporary(folder);
      await files.record.transact((unit) => unit.portfolios.save(portfolio));
      let names = 0;
      const named = (drawn: readonly Traded[]) => drawn.map((one) => ({ ...one, name: `t${(names += 1)}` }));
      for (const step of [{ what: 'import' as const, fills: history }, ...rest]) {
        const { record } = files;
        if (step.what === 'import') await importInto(record, 'Binance', named(step.fills).map(imported));
        else if (step.what === 'book') {
          const accountId = await accountOf(record);
          const fills = named(step.fills).map((one): Fill => {
            const { fee, feeCurrency, ...row } = imported(one);
            return {
              id: fillIdOf(accountId, btc, one.name),
              accountId,
              instrumentId: btc,
              orderId: undefined,
              venueTradeId: one.name,
              side: row.side,
              quantity: row.quantity,
              price: row.price,
              fee: fee && feeCurrency && { currency: feeCurrency, amount: fee },
              liquidity: undefined,
              source: 'venue',
              venueSequence: undefined,
              place: undefined,
              time: row.time,
              receivedAt: row.time,
            };
          });
          await record.transact((unit) => bookFills(unit, fills));
        } else if (step.what === 'undo') {
          const runs = await record.read.imports.list();
          const run = runs[step.run % runs.length];
          if (run !== undefined) await undoImport({ store: record, clock }, run.id);
        } else {
          await files.close();
          files = await openTemporary(folder);
        }
        const { kept, counted } = await tripSums(files.record.read.positions, [
          await accountOf(files.record),
        ]);
        expect(kept).toEqual(counted);
      }
      await files.close();
      expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);
