import { marketEvents } from './market-events.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { EventHub } from './event-hub.ts';
import type { CurrentWorkspace } from './handlers/open-workspace.ts';
import type { EventData, EventName, EventRequest } from '#src/contract/state.ts';
import type { EventSource } from '#src/transport/handlers.ts';

type Subscribe<Name extends EventName> = (
  params: EventRequest<Name>,
  emit: (data: EventData<Name>) => void,
) => () => void;

/** What the screen can subscribe to: changes of record and settings and progress from the hub, the market from its feeds. */
export function createCoreEvents(hub: EventHub, current: CurrentWorkspace, clock: Clock): EventSource {
  const sources: { readonly [Name in EventName]: Subscribe<Name> } = {
    record: (_params, emit) => hub.onRecord(emit),
    valuations: (_params, emit) => hub.onValued(emit),
    progress: (_params, emit) => hub.onProgress(emit),
    settings: (_params, emit) => hub.onSetting(emit),
    alive: (_params, emit) => everySecond(clock, () => emit({ at: clock.monotonic() })),
    ...marketEvents(current, clock),
  };
  return { subscribe: (name, params, emit) => sources[name](params, emit) };
}

function everySecond(clock: Clock, call: () => void): () => void {
  let cancel: () => void;
  run();
  function run(): void {
    cancel = clock.after(1000, run);
    call();
  }
  return () => cancel();
}
