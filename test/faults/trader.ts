/** A trader at the screen's end of the contract: places, cancels and amends at random, and remembers every answer. */
import { alertToText } from '#src/domain/alert.ts';
import { randomUUID } from 'node:crypto';

import type { CallError, CallOutput } from '#src/contract/contract.ts';
import type { OrderTermsInput } from '#src/contract/orders.ts';
import { draftId } from '#src/contract/values.ts';
import type { Client } from '#src/transport/connect.ts';
import type { Memory } from './memory.ts';
import { withinLimit } from './program.ts';
import type { Random } from './seeded.ts';

/** Requests under way at once. */
const hands = 4;

type Market = { readonly instrumentId: string; readonly price: number; readonly quantity: string };

/** Near what the simulated market swings around; each quantity is worth some hundred USDT. */
const markets: readonly Market[] = [
  { instrumentId: 'sim:BTC-USDT', price: 64_000, quantity: '0.005' },
  { instrumentId: 'sim:ETH-USDT', price: 3_200, quantity: '0.1' },
  { instrumentId: 'sim:SOL-USDT', price: 148, quantity: '2' },
  { instrumentId: 'sim:LTC-USDT', price: 82, quantity: '3' },
];

export type Refusal = { readonly call: string; readonly code: string; readonly text: string };

export type Trader = {
  /** Opens a workspace and follows its events. */
  open(id: string): ReturnType<typeof openCall>;
  /** Trades until so many requests were answered, refused or not, or the program is gone. */
  trade(answers: number, onAnswer?: (count: number) => void): Promise<void>;
  place(): Promise<boolean>;
  cancel(): Promise<boolean>;
  /** Every request that failed, in words. */
  readonly refusals: readonly Refusal[];
  readonly alerts: readonly string[];
  /** Resolves when an alert of that title was raised. */
  alerted(title: string): Promise<void>;
};

export function createTrader(client: Client, memory: Memory, random: Random): Trader {
  const refusals: Refusal[] = [];
  const alerts: string[] = [];
  const awaited = new Map<string, () => void>();
  const locked = new Set<string>();
  let accounts: readonly string[] = [];
  const connection = { gone: false };

  function refused(call: string, error: CallError<'orders.amend'> | { readonly code: string }): false {
    if (error.code === 'DISCONNECTED') connection.gone = true;
    refusals.push({ call, code: error.code, text: JSON.stringify(error) });
    return false;
  }

  async function open(id: string) {
    client.subscribe('record', {}, ({ change }) => {
      if (change.type === 'orderChanged') memory.order(change.order);
      if (change.type === 'fillAdded') memory.fill(change.fill);
      if (change.type === 'alertRaised') {
        const { title, message } = alertToText(change.alert);
        alerts.push(`${title}: ${message}`);
        awaited.get(title)?.();
      }
      if (change.type === 'accountChanged') {
        if (change.account.locked === undefined) locked.delete(change.account.id);
        else locked.add(change.account.id);
      }
    });
    const opened = await openCall(client, id);
    if (!opened.ok) return opened;
    const snapshot = await withinLimit('the snapshot', client.call('state.snapshot', {}));
    if (!snapshot.ok) return snapshot;
    rememberSnapshot(snapshot.value);
    return opened;
  }

  function rememberSnapshot(snapshot: CallOutput<'state.snapshot'>): void {
    accounts = snapshot.accounts.map((account) => account.id);
    for (const account of snapshot.accounts) if (account.locked !== undefined) locked.add(account.id);
    for (const order of snapshot.activeOrders) memory.order(order);
  }

  function terms(): OrderTermsInput {
    const free = accounts.filter((id) => !locked.has(id));
    const { instrumentId, price, quantity } = random.pick(markets);
    const common = {
      accountId: random.pick(free.length > 0 ? free : accounts),
      instrumentId,
      side: random.next() < 0.7 ? 'BUY' : 'SELL',
      quantity,
    } as const;
    const kind = random.next();
    if (kind < 0.4) return { ...common, type: 'MARKET', timeInForce: 'IOC' };
    // Far below the market a buy waits and a sell trades at once.
    const limitPrice = (price * (kind < 0.8 ? 0.5 : 1.5)).toFixed(2);
    return { ...common, type: 'LIMIT', limitPrice, timeInForce: 'GTC' };
  }

  async function place(): Promise<boolean> {
    const answer = await withinLimit(
      'an order',
      client.call('orders.place', { ...terms(), draftId: draftId.parse(randomUUID()) }),
    );
    if (!answer.ok) return refused('place', answer.error);
    memory.order(answer.value.order);
    return true;
  }

  async function cancel(): Promise<boolean> {
    const waiting = [...memory.orders.values()].filter((order) => order.status === 'SUBMITTED');
    if (waiting.length === 0) return place();
    const { id, quantity, limitPrice } = random.pick(waiting);
    const amend = random.next() < 0.3 && limitPrice !== undefined;
    const answer = amend
      ? await withinLimit(
          'an amendment',
          client.call('orders.amend', { orderId: id, seen: { quantity, limitPrice }, quantity, limitPrice }),
        )
      : await withinLimit('a cancel', client.call('orders.cancel', { orderId: id }));
    if (!answer.ok) return refused(amend ? 'amend' : 'cancel', answer.error);
    memory.order(answer.value);
    return true;
  }

  return {
    open,
    async trade(answers, onAnswer) {
      let count = 0;
      async function work(): Promise<void> {
        while (count < answers && !connection.gone) {
          await (random.next() < 0.75 ? place() : cancel());
          count += 1;
          onAnswer?.(count);
        }
      }
      await Promise.all(Array.from({ length: hands }, work));
    },
    place,
    cancel,
    refusals,
    alerts,
    alerted: (title) =>
      new Promise((resolve) => {
        if (alerts.some((alert) => alert.startsWith(`${title}:`))) resolve();
        else awaited.set(title, resolve);
      }),
  };
}

async function openCall(client: Client, id: string) {
  return withinLimit('the workspace to open', client.call('workspaces.open', { id }));
}
