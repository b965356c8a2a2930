import type { CallError, CallInput, CallName, CallOutput, CommonError } from '#src/contract/contract.ts';
import type { EventData, EventName, EventParams } from '#src/contract/state.ts';
import type { Result } from '#src/domain/result.ts';

/** What the screen needs of a connection to the core. A subscription outlives reconnects until it is ended. */
export type CoreClient = {
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Result<CallOutput<Name>, CallError<Name> | CommonError>>;
  /** Returns what ends the subscription. */
  subscribe<Name extends EventName>(
    name: Name,
    params: EventParams<Name>,
    listener: (data: EventData<Name>) => void,
  ): () => void;
};
