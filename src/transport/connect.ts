import {
  commonError,
  type CallError,
  type CallInput,
  type CallName,
  type CallOutput,
  type CommonError,
} from '#src/contract/contract.ts';
import { parseLists } from '#src/contract/list.ts';
import type { EventData, EventName, EventParams } from '#src/contract/state.ts';
import {
  callSchemas,
  type CoreFrame,
  eventSchemas,
  parseCoreFrames,
  problemOf,
} from '#src/transport/frames.ts';
import type { Reply } from '#src/transport/handlers.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';

export type Client = {
  /** Never rejects: a lost connection is DISCONNECTED, and then the request may have been carried out or not. */
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Reply<CallOutput<Name>, CallError<Name> | CommonError>>;
  /** Returns what ends the subscription. */
  subscribe<Name extends EventName>(
    name: Name,
    params: EventParams<Name>,
    listener: (data: EventData<Name>) => void,
  ): () => void;
};

/** Omissions from lists that one connection tells. */
const mostTold = 100;

/** `onFault` hears what should never happen: a core that does not keep the contract. */
export function connect(socket: MessageSocket, onFault: (fault: Error) => void): Client {
  const calls = new Map<number, (reply: Reply<unknown, unknown>) => void>();
  const subscriptions = new Map<
    number,
    { readonly name: EventName; readonly receive: (data: unknown) => void }
  >();
  const told = new Set<string>();
  let nextId = 1;
  let closed = false;

  function receive(frame: CoreFrame): void {
    switch (frame.type) {
      case 'reply':
        calls.get(frame.id)?.(frame);
        calls.delete(frame.id);
        return;
      case 'event':
        subscriptions.get(frame.id)?.receive(frame.data);
        return;
      case 'refused':
        onFault(
          new Error(
            `subscribing ${subscriptions.get(frame.id)?.name} was refused: ${JSON.stringify(frame.error)}`,
          ),
        );
        subscriptions.delete(frame.id);
    }
  }

  socket.onMessage((text) => {
    const frames = parseCoreFrames(text);
    if (frames.ok) for (const frame of frames.value) receive(frame);
    else onFault(new Error(`the core sent a malformed frame: ${frames.error.reason}`));
  });

  socket.onClose(() => {
    closed = true;
    for (const answer of calls.values()) answer({ ok: false, error: { code: 'DISCONNECTED' } });
    calls.clear();
    subscriptions.clear();
  });

  function checked<Name extends CallName>(
    name: Name,
    reply: Reply<unknown, unknown>,
  ): Reply<CallOutput<Name>, CallError<Name> | CommonError> {
    if (reply.ok) {
      const value = parseLists(callSchemas[name].output, reply.value);
      if (!value.success) return broken(`the answer to ${name}`, problemOf(value.issues));
      tellOmitted(`the answer to ${name}`, value.omitted);
      return { ok: true, value: value.data };
    }
    const common = commonError.safeParse(reply.error);
    if (common.success) return { ok: false, error: common.data };
    const own = callSchemas[name].error.safeParse(reply.error);
    if (own.success) return { ok: false, error: own.data };
    return broken(`the error of ${name}`, problemOf(own.error.issues));
  }

  function tellOmitted(what: string, omitted: Parameters<typeof problemOf>[0]): void {
    if (omitted.length === 0) return;
    const { field, message } = problemOf(omitted);
    const others = omitted.length === 1 ? '' : ` and ${omitted.length - 1} more`;
    const text = `${what} breaks the contract at "${field}": ${message}${others}; the rest is shown`;
    // Quotes come twenty times a second: each omission is told once.
    if (told.has(text) || told.size >= mostTold) return;
    told.add(text);
    onFault(new Error(text));
  }

  function broken(what: string, { field, message }: ReturnType<typeof problemOf>): Reply<never, CommonError> {
    onFault(new Error(`${what} breaks the contract at "${field}": ${message}`));
    return { ok: false, error: { code: 'INTERNAL', incident: 'contract' } };
  }

  return {
    call(name, input) {
      if (closed) return Promise.resolve({ ok: false, error: { code: 'DISCONNECTED' } });
      const id = nextId++;
      return new Promise((resolve) => {
        calls.set(id, (reply) => resolve(checked(name, reply)));
        socket.send(JSON.stringify({ type: 'call', id, name, input }));
      });
    },
    subscribe(name, params, listener) {
      if (closed) return () => {};
      const id = nextId++;
      function receiveData(data: unknown): void {
        const parsed = parseLists(eventSchemas[name].data, data);
        if (parsed.success) {
          tellOmitted(`an event of ${name}`, parsed.omitted);
          listener(parsed.data);
        } else {
          const { field, message } = problemOf(parsed.issues);
          onFault(new Error(`an event of ${name} breaks the contract at "${field}": ${message}`));
        }
      }
      subscriptions.set(id, { name, receive: receiveData });
      socket.send(JSON.stringify({ type: 'subscribe', id, name, params }));
      return () => {
        if (subscriptions.delete(id)) socket.send(JSON.stringify({ type: 'unsubscribe', id }));
      };
    },
  };
}
