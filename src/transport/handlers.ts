import type { CallError, CallRequest, CallName, CallOutput } from '#src/contract/contract.ts';
import type { EventData, EventName, EventRequest } from '#src/contract/state.ts';

export type Reply<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** One function a call of the contract: a missing one does not compile. Expected failures are returned, faults throw. */
export type Handlers = {
  readonly [Name in CallName]: (
    input: CallRequest<Name>,
  ) => Promise<Reply<CallOutput<Name>, CallError<Name>>>;
};

export type EventSource = {
  /** Calls `emit` until the returned function ends the subscription. */
  subscribe<Name extends EventName>(
    name: Name,
    params: EventRequest<Name>,
    emit: (data: EventData<Name>) => void,
  ): () => void;
};
