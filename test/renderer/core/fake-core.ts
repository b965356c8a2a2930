import type { CallName } from '#src/contract/contract.ts';
import type { EventName, RecordChange, StateSnapshot } from '#src/contract/state.ts';
import { connect } from '#src/transport/connect.ts';
import { parseScreenFrame } from '#src/transport/frames.ts';
import type { CoreConnection, CoreStatus } from '#renderer/core/reconnecting-client.ts';

type Question = { readonly id: number; readonly name: string; readonly input: unknown };
type Subscription = { readonly id: number; readonly name: string; readonly params: unknown };

export const emptySnapshot: StateSnapshot = {
  sequence: 0,
  epoch: 'first',
  accounts: [],
  portfolios: [],
  feeds: [],
  venues: [],
  activeOrders: [],
  openPositions: [],
  valuations: [],
  valuationSequence: 0,
  alerts: [],
};

/** The real client over a core that answers each call only when the test lets it, with what `answers` says then. */
export function createFakeCore(answers: Partial<Record<CallName, () => unknown>>) {
  const asked: Question[] = [];
  const subscriptions = new Map<number, Subscription>();
  const statusListeners = new Set<(status: CoreStatus) => void>();
  const heardListeners = new Set<() => void>();
  const faults: Error[] = [];
  let toScreen: ((text: string) => void) | undefined;

  function receive(text: string): void {
    const parsed = parseScreenFrame(text);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    const frame = parsed.value;
    if (frame.type === 'call') asked.push(frame);
    else if (frame.type === 'subscribe') subscriptions.set(frame.id, frame);
    else subscriptions.delete(frame.id);
  }

  const client = connect(
    {
      send: receive,
      onMessage: (listener) => {
        toScreen = listener;
      },
      onClose: () => undefined,
      close: () => undefined,
    },
    (fault) => faults.push(fault),
  );

  const connection: CoreConnection = {
    client,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onSignedOut: () => () => undefined,
    onHeard(listener) {
      heardListeners.add(listener);
      return () => heardListeners.delete(listener);
    },
    close: () => undefined,
  };

  function subscribed(name: EventName): Subscription[] {
    return [...subscriptions.values()].filter((subscription) => subscription.name === name);
  }

  function emit(name: EventName, data: unknown): void {
    for (const { id } of subscribed(name)) toScreen?.(JSON.stringify({ type: 'event', id, data }));
    if (faults[0] !== undefined) throw faults[0];
  }

  async function reply(answer: object): Promise<void> {
    toScreen?.(JSON.stringify({ type: 'reply', ...answer }));
    await new Promise((settled) => setImmediate(settled));
    if (faults[0] !== undefined) throw faults[0];
  }

  return {
    connection,
    asked,
    subscribed,
    emit,
    /** Any frame of the core came. */
    live(): void {
      for (const listener of heardListeners) listener();
    },
    become(status: CoreStatus): void {
      for (const listener of statusListeners) listener(status);
    },
    record(sequence: number, change: RecordChange, epoch = 'first'): void {
      emit('record', { epoch, sequence, change });
    },
    /** Answers the oldest open question, and lets the asker go on. */
    async answer(): Promise<void> {
      const question = asked.shift();
      if (question === undefined) return;
      const value = Object.entries(answers).find(([name]) => name === question.name)?.[1]();
      await reply({ id: question.id, ok: true, value });
    },
    /** Answers the oldest open question with a failure. */
    async refuse(error: { readonly code: string; readonly [field: string]: unknown }): Promise<void> {
      const question = asked.shift();
      if (question !== undefined) await reply({ id: question.id, ok: false, error });
    },
  };
}
