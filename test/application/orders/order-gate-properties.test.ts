import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

const stopped = { code: 'LOCKED_OUTCOME_UNKNOWN', order: 'another' } as const;

const step = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ do: 'place' } as const) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('amend' as const), order: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: fc.nat(5) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      how: fc.constantFrom('taken', 'taken', 'refused', 'lost', 'lost'),
    }),
  },
  { weight: 10, arbitrary: fc.constant({ do: 'write' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'lock' } as const, { do: 'unlock' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'disable' } as const, { do: 'enable' } as const) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.nat(40_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'crash' } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A trader, a venue that answers when it is told to, and a disk that writes when it is told to. */
function play(desk: Desk) {
  const atVenue: { taken: () => void; lost: (fault: Error) => void }[] = [];
  const sentUnderLock: string[] = [];
  const known: OrderId[] = [];
  /** An answer was lost, and there was neither time nor a restart to find out what became of it. */
  let isUnknown = false;
  /** As the record has it. */
  let isDisabled = false;

  desk.exchange.onArrival(({ kind, clientOrderId }) => {
    const isLocked = isUnknown || isDisabled || desk.run.locks.reason(account) !== undefined;
    if (kind !== 'cancel' && isLocked) sentUnderLock.push(`${kind} ${clientOrderId}`);
    const outcome = Promise.withResolvers<void>();
    atVenue.push({ taken: outcome.resolve, lost: outcome.reject });
    return outcome.promise;
  });
  desk.onPublished((changes) => {
    for (const change of changes) {
      if (change.type === 'orderChanged' && !known.includes(change.order.id)) known.push(change.order.id);
    }
  });

  function answer(how: 'taken' | 'refused' | 'lost'): void {
    const refusal = { code: 'REFUSED', venueCode: '1', reason: 'no' } as const;
    desk.exchange.answer('place', how === 'refused' ? refusal : [{ type: 'accepted' }]);
    const request = atVenue.shift();
    if (how !== 'lost') return request?.taken();
    isUnknown ||= request !== undefined;
    request?.lost(new Error('socket hang up'));
  }

  async function act(what: Step): Promise<void> {
    const chosen = 'order' in what ? known[what.order % Math.max(known.length, 1)] : undefined;
    switch (what.do) {
      case 'place':
        return ask(desk.run.placeOrder({ terms: limitBuy('1', '99.50') }));
      case 'amend':
        if (chosen !== undefined) ask(desk.run.amendOrder(chosen, anotherPrice(), limitBuy('1', '99.50')));
        return;
      case 'cancel':
        if (chosen !== undefined) ask(desk.run.cancelOrder(chosen));
        return;
      case 'answer':
        return answer(what.how);
      case 'write':
        return desk.letWrite();
      case 'lock':
        return desk.run.locks.lock(account, 'stop', stopped);
      case 'unlock':
        return desk.run.locks.release(account, 'stop');
      case 'disable':
      case 'enable':
        return ask(setDisabled(what.do === 'disable'));
      case 'pass':
        isUnknown = false;
        return desk.clock.advance(what.milliseconds);
      case 'crash':
        atVenue.length = 0;
        isUnknown = false;
        await desk.restart();
        await desk.run.recovery.recoverAll();
        return desk.holdWrites();
    }
  }

  async function setDisabled(disabled: boolean): Promise<void> {
    await desk.run.store.transact(async ({ accounts }) =>
      accounts.save({
        ...(await accounts.get(account)),
        disabledAt: disabled ? desk.clock.now() : undefined,
      }),
    );
    isDisabled = disabled;
  }

  let cents = 0;
  function anotherPrice() {
    cents += 1;
    const limitPrice = Decimal.from('99').plus(Decimal.fromInteger(cents).times(Decimal.from('0.01')));
    return { quantity: Decimal.one, limitPrice, stopPrice: undefined };
  }

  return {
    sentUnderLock,
    known,
    async take(steps: readonly Step[]): Promise<void> {
      desk.holdWrites();
      for (const one of steps) {
        await act(one);
        await desk.clock.advance(0);
      }
      desk.freeWrites();
      await desk.clock.advance(0);
      while (atVenue.length > 0) {
        answer('taken');
        await desk.clock.advance(0);
      }
      await desk.clock.advance(120_000);
    },
  };
}

test('whatever the trader, the venue and the disk do: nothing is sent under a lock or from a disabled account, and no intent twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const desk = await openDesk();
      try {
        const game = play(desk);
        await game.take(steps);
        expect(game.sentUnderLock).toEqual([]);
        for (const id of game.known) await judge(desk, id);
      } finally {
        await desk.close();
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

/** What the trader asks for is under way until the venue answers; a crash ends it without one. */
function ask(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

/** What reached the venue is what the record says has been sent, once each. */
async function judge({ run, exchange }: Desk, id: OrderId): Promise<void> {
  const order = await run.store.read.orders.get(id);
  const outbox = await run.store.read.outbox.ofOrder(id);
  const reached = exchange.requests.filter(({ clientOrderId }) => clientOrderId === order.clientOrderId);
  for (const kind of ['place', 'amend', 'cancel'] as const) {
    const left = outbox.filter(({ request, sendingAt }) => request.kind === kind && sendingAt !== undefined);
    expect(reached.filter((request) => request.kind === kind)).toHaveLength(left.length);
  }
  const reason = order.ended?.reason;
  // The other codes of this program are those of what was never sent.
  const neverSent = typeof reason === 'object' && reason.code !== 'VENUE_NEVER_HAD_IT';
  expect(neverSent ? reached : []).toEqual([]);
}
