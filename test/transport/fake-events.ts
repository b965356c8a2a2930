import type { EventData, EventName } from '#src/contract/state.ts';
import type { EventSource } from '#src/transport/handlers.ts';

export type FakeEvents = EventSource & {
  /** To everyone who subscribed to that name. */
  emit<Name extends EventName>(name: Name, data: EventData<Name>): void;
  count(): number;
};

type Listeners = { readonly [Name in EventName]: Set<(data: EventData<Name>) => void> };

export function createFakeEvents(): FakeEvents {
  const listeners: Listeners = {
    record: new Set(),
    quotes: new Set(),
    candles: new Set(),
    book: new Set(),
    valuations: new Set(),
    progress: new Set(),
    settings: new Set(),
    alive: new Set(),
  };
  return {
    subscribe(name, _params, emit) {
      listeners[name].add(emit);
      return () => void listeners[name].delete(emit);
    },
    emit(name, data) {
      for (const listener of listeners[name]) listener(data);
    },
    count: () => Object.values(listeners).reduce((sum, set) => sum + set.size, 0),
  };
}
