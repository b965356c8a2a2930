import type { Order } from '#src/domain/order.ts';
import type { OrderFact, OrderReport } from '#src/domain/order-report.ts';
import { err, ok } from '#src/domain/result.ts';
import type { ExchangeClient, OutcomeUnknown, VenueRefusal } from '#src/ports/exchange-client.ts';

type Answer = readonly OrderFact[] | VenueRefusal | OutcomeUnknown | Error;

/** A venue that answers as it was told, and remembers every request that reached it. */
export type ScriptedExchange = ExchangeClient & {
  readonly requests: {
    readonly kind: 'place' | 'cancel' | 'amend' | 'query';
    readonly clientOrderId: string;
  }[];
  /** What the next requests of this kind are answered with, in turn; the last one for ever. */
  answer(kind: 'place' | 'cancel' | 'amend' | 'query', ...answers: readonly [Answer, ...Answer[]]): void;
  /** Called as each request arrives; its answer waits for it, and is lost where it throws. */
  onArrival(look: (request: ScriptedExchange['requests'][number]) => Promise<void>): void;
  /** The same for questions. */
  onQuery(look: () => Promise<void>): void;
};

export function createScriptedExchange(now: () => number): ScriptedExchange {
  const requests: ScriptedExchange['requests'] = [];
  const scripts = new Map<string, Answer[]>([
    ['place', [[{ type: 'accepted' }]]],
    ['cancel', [[{ type: 'cancelled', reason: 'cancelled by the trader' }]]],
    ['query', [[]]],
  ]);
  let lookAtQuery: (() => Promise<void>) | undefined;
  let look: Parameters<ScriptedExchange['onArrival']>[0] | undefined;

  function next(kind: string): Answer {
    const script = scripts.get(kind) ?? [[]];
    return (script.length > 1 ? script.shift() : script[0]) ?? [];
  }

  function report(clientOrderId: Order['clientOrderId'], fact: OrderFact): OrderReport {
    return { clientOrderId, brokerOrderId: 'V1', source: 'answer', time: now(), receivedAt: now(), ...fact };
  }

  async function request(kind: 'place' | 'cancel' | 'amend', { clientOrderId }: Order) {
    const arrived = { kind, clientOrderId };
    requests.push(arrived);
    await look?.(arrived);
    const answer = next(kind);
    if (answer instanceof Error) throw answer;
    return 'code' in answer ? err(answer) : ok(answer.map((fact) => report(clientOrderId, fact)));
  }

  return {
    requests,
    answer: (kind, ...answers) => void scripts.set(kind, [...answers]),
    onQuery: (looking) => {
      lookAtQuery = looking;
    },
    onArrival: (looking) => {
      look = looking;
    },
    place: (order) => request('place', order),
    cancel: (order) => request('cancel', order),
    amend: (order) => request('amend', order),
    async query(clientOrderId) {
      requests.push({ kind: 'query', clientOrderId });
      await lookAtQuery?.();
      const answer = next('query');
      if (answer instanceof Error) throw answer;
      if (!('code' in answer)) return ok(answer.map((fact) => report(clientOrderId, fact)));
      return err({ code: 'OUTCOME_UNKNOWN', reason: answer.reason });
    },
    onReport: () => () => undefined,
    close: async () => undefined,
  };
}
