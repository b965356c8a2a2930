import type { Order } from '#src/domain/order.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import { err, ok } from '#src/domain/result.ts';
import type {
  ExchangeClient,
  OutcomeUnknown,
  VenueRefusal,
  VenueReport,
} from '#src/ports/exchange-client.ts';

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

  function report({ accountId, clientOrderId }: Order, fact: OrderFact): VenueReport {
    const common = { accountId, clientOrderId, brokerOrderId: 'V1', source: 'answer' } as const;
    return { ...common, time: now(), receivedAt: now(), ...fact };
  }

  async function request(kind: 'place' | 'cancel' | 'amend', order: Order) {
    const { clientOrderId } = order;
    const arrived = { kind, clientOrderId };
    requests.push(arrived);
    await look?.(arrived);
    const answer = next(kind);
    if (answer instanceof Error) throw answer;
    return 'code' in answer ? err(answer) : ok(answer.map((fact) => report(order, fact)));
  }

  return {
    capabilities: { amends: true, notPlacedAfter: 15_000, marketReach: undefined, isRemote: false },
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
    async query(order) {
      requests.push({ kind: 'query', clientOrderId: order.clientOrderId });
      await lookAtQuery?.();
      const answer = next('query');
      if (answer instanceof Error) throw answer;
      if (!('code' in answer)) return ok(answer.map((fact) => report(order, fact)));
      const said = typeof answer.reason === 'string' ? answer.reason : answer.reason.code;
      return err({ code: 'OUTCOME_UNKNOWN', reason: { code: 'VENUE_NOT_REACHED', said } });
    },
    queryAtVenue: async () => ok([]),
    openOrders: async () => ok([]),
    fillsSince: async () => ok([]),
    balances: async () => ok([]),
    serverTime: async () => ok(now()),
    onReport: () => () => undefined,
    onState(listener) {
      listener({ status: 'connected' });
      return () => undefined;
    },
    close: async () => undefined,
  };
}
