import { noPrices } from '#src/domain/price-band.ts';
import { createAccountLocks } from '#src/application/orders/account-locks.ts';
import { createOrderGate } from '#src/application/orders/order-gate.ts';
import { createPlaceOrder } from '#src/application/orders/place-order.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { benchOrder, openBenchStore, rawOrderInsert, rawOrderRow } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

/** The durable intent of one order (order, event and outbox row), against one raw durable insert. */
export async function measureOrderCommit(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  try {
    const insert = raw.prepare(rawOrderInsert);
    const clock = createSystemClock();
    const placeOrder = createPlaceOrder({
      store: bench.store.record,
      clock,
      ids: createUlidIds(clock),
      digest: sha256,
      gate: createOrderGate({
        locks: createAccountLocks(() => undefined, clock.now),
        referencePrice: unknownPrice,
        shownLevels: () => undefined,
      }),
      referencePrice: unknownPrice,
      marketPrices: () => noPrices,
      publish: () => undefined,
      // Sending is the venue's time; what is measured is what makes the intent durable.
      dispatch: async (_entry, order) => ({ order, failure: undefined }),
    });
    const {
      ours,
      raw: plain,
      ratio,
    } = await inTurns(
      // Enough that the median is of warm code.
      2_000,
      async (turn) => {
        const placed = await placeOrder({ terms: benchOrder(turn + 1, 'ours') });
        if (!placed.ok) throw new Error(placed.error.code);
      },
      (turn) => insert.run(...rawOrderRow(turn + 1, 'raw')),
    );
    return [
      {
        name: 'one durable order commit through the use case',
        value: ours,
        unit: 'ms',
        baseline: plain,
        ratio,
        goal: '<= 2.0 x one raw durable insert',
        pass: ratio <= 2,
      },
    ];
  } finally {
    raw.close();
    await bench.close();
  }
}

function unknownPrice(): undefined {
  return undefined;
}
