import { bounds, busyFor, largestFrame } from '#src/contract/bounds.ts';
import { inputProblemOf } from '#src/contract/input-problem.ts';
import type { CallName, CommonError } from '#src/contract/contract.ts';
import type { EventData, EventName } from '#src/contract/state.ts';
import { type AnswerTurns, createAnswerTurns } from '#src/transport/answer-turns.ts';
import { type Backlog, createBacklog } from '#src/transport/backlog.ts';
import { type CallGate, createCallGate } from '#src/transport/call-gate.ts';
import { type Merge, merges } from '#src/transport/conflate.ts';
import {
  callSchemas,
  type CoreFrame,
  eventSchemas,
  isCallName,
  isEventName,
  parseScreenFrame,
} from '#src/transport/frames.ts';
import type { EventSource, Handlers } from '#src/transport/handlers.ts';
import { spellOut, takeBack } from '#src/transport/hidden-letters.ts';
import type { PacedSocket } from '#src/transport/message-socket.ts';

export type ServeOptions = {
  /** Names a fault, so that the trader can point at its line in the log. */
  readonly nextIncident: () => string;
  readonly onFault: (incident: string, where: string, fault: unknown) => void;
  readonly onMalformed: (reason: string) => void;
  /** The failure that a fault is told as, where it is an expected one; every other one is INTERNAL. */
  readonly failureOf?: (fault: unknown) => CommonError | undefined;
  /** Of all screens together; without it this one is by itself. */
  readonly gate?: CallGate;
  readonly backlog?: Backlog;
  readonly turns?: AnswerTurns;
};

/** Behind by so much, a screen gets only the newest quotes and books; by so much more, it has to start afresh. */
const conflateAbove = 256 * 1024;
const closeAbove = 64 * 1024 * 1024;
const largestSubscriptionCount = 1024;
const largestCallCount = 256;

type Subscription = {
  end: () => void;
  /** Sends what waited for the screen. */
  flush: () => void;
};

/** Answers one screen's calls and sends it the events it subscribes to, until the socket closes. */
export function serve(
  socket: PacedSocket,
  handlers: Handlers,
  source: EventSource,
  {
    nextIncident,
    onFault,
    onMalformed,
    failureOf,
    gate = createCallGate(),
    backlog = createBacklog(),
    turns = createAnswerTurns(),
  }: ServeOptions,
): void {
  const subscriptions = new Map<number, Subscription>();
  let callsUnderWay = 0;
  let closed = false;

  const screen = { close: () => socket.close('the screen does not keep up') };

  let outgoing: string[] = [];
  let outgoingSize = 0;

  /** What is said in one turn goes as one message: a screen takes it up at once, and paints once for it. */
  function send(frame: CoreFrame): void {
    sendText(spellOut(JSON.stringify(frame)));
  }

  function sendText(text: string): void {
    if (closed) return;
    if (outgoing.length === 0) queueMicrotask(sendOutgoing);
    outgoing.push(text);
    outgoingSize += text.length;
    noteBehind();
    if (behind() > closeAbove) screen.close();
  }

  function sendOutgoing(): void {
    const [first = '', ...others] = outgoing;
    outgoing = [];
    outgoingSize = 0;
    if (!closed) socket.send(others.length === 0 ? first : `[${[first, ...others].join(',')}]`);
  }

  function behind(): number {
    return socket.buffered() + outgoingSize;
  }

  /** What goes out at once waits for nobody. */
  function noteBehind(): void {
    const waits = behind();
    backlog.note(screen, waits > conflateAbove ? waits : 0);
  }

  function fault(where: string, thrown: unknown): CommonError {
    const expected = failureOf?.(thrown);
    if (expected !== undefined) return expected;
    const incident = nextIncident();
    onFault(incident, where, thrown);
    return { code: 'INTERNAL', incident };
  }

  /** Once, and in time. */
  async function answer(id: number, name: CallName, input: unknown): Promise<void> {
    const leave = gate.enter(name);
    if (leave === undefined) return refuse(id, { code: 'BUSY', retryIn: busyFor });
    callsUnderWay += 1;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      refuse(id, { code: 'CUT_SHORT', by: 'TIME' });
    }, bounds[name].milliseconds);
    try {
      const turn = turns.wait(name, false);
      if (turn !== undefined) {
        await turn;
        // Nobody has waited for it.
        if (late || closed) return;
      }
      const reply = await carryOut(name, input);
      const another = turns.wait(name, true);
      if (another !== undefined) await another;
      if (late || closed) return;
      const frame: CoreFrame = reply.ok
        ? { type: 'reply', id, ok: true, value: reply.value }
        : { type: 'reply', id, ok: false, error: reply.error };
      const text = spellOut(JSON.stringify(frame));
      turns.made(name, text.length);
      // It would end the connection, and the next one when the screen asks again.
      if (text.length > closeAbove)
        throw new RangeError(`the answer to ${name} has ${text.length} characters`);
      sendText(text);
    } catch (thrown) {
      const error = fault(name, thrown);
      if (!late) refuse(id, error);
    } finally {
      clearTimeout(timer);
      callsUnderWay -= 1;
      leave();
    }
  }

  function refuse(id: number, error: CommonError): void {
    send({ type: 'reply', id, ok: false, error });
  }

  function carryOut<Name extends CallName>(name: Name, input: unknown) {
    const parsed = callSchemas[name].input.safeParse(input);
    return parsed.success
      ? handlers[name](parsed.data)
      : ({ ok: false, error: { code: 'INVALID_INPUT', ...inputProblemOf(parsed.error.issues) } } as const);
  }

  function subscribe<Name extends EventName>(
    id: number,
    name: Name,
    merge: Merge<Name> | undefined,
    params: unknown,
  ): void {
    const parsed = eventSchemas[name].params.safeParse(params);
    if (!parsed.success) {
      send({ type: 'refused', id, error: { code: 'INVALID_INPUT', ...inputProblemOf(parsed.error.issues) } });
      return;
    }
    let waiting: EventData<Name> | undefined;
    function emit(data: EventData<Name>): void {
      if (!subscriptions.has(id)) return;
      if (merge === undefined) return send({ type: 'event', id, data });
      waiting = waiting === undefined ? data : merge(waiting, data);
      flush();
    }
    function flush(): void {
      if (waiting === undefined || behind() > conflateAbove) return;
      const data = waiting;
      waiting = undefined;
      send({ type: 'event', id, data });
    }
    const subscription: Subscription = { end: () => {}, flush };
    // Entered first: a source may emit at once.
    subscriptions.set(id, subscription);
    try {
      const end = source.subscribe(name, parsed.data, emit);
      // What it emitted may have closed the socket.
      if (subscriptions.has(id)) subscription.end = end;
      else end();
    } catch (thrown) {
      subscriptions.delete(id);
      send({ type: 'refused', id, error: fault(name, thrown) });
    }
  }

  function malformed(reason: string): void {
    onMalformed(reason);
    socket.close(`malformed frame: ${reason}`);
  }

  socket.onMessage((text) => {
    if (closed) return;
    if (text.length > largestFrame) return malformed('it is longer than any call may be');
    const parsed = parseScreenFrame(takeBack(text));
    if (!parsed.ok) return malformed(parsed.error.reason);
    const frame = parsed.value;
    const { type, id } = frame;
    if (type === 'unsubscribe') {
      subscriptions.get(id)?.end();
      subscriptions.delete(id);
      return;
    }
    const { name } = frame;
    if (type === 'call') {
      if (callsUnderWay >= largestCallCount) return malformed('too many calls under way');
      if (!isCallName(name)) {
        onMalformed('the call is unknown');
        return refuse(id, unknownName);
      }
      return text.length > bounds[name].characters ? refuse(id, tooLong) : void answer(id, name, frame.input);
    }
    if (subscriptions.has(id)) return malformed('the subscription exists already');
    if (subscriptions.size >= largestSubscriptionCount) return malformed('too many subscriptions');
    if (isEventName(name)) return subscribe(id, name, merges[name], frame.params);
    onMalformed('the event is unknown');
    send({ type: 'refused', id, error: unknownName });
  });

  socket.onDrain(() => {
    noteBehind();
    for (const { flush } of subscriptions.values()) flush();
  });

  socket.onClose(() => {
    closed = true;
    backlog.forget(screen);
    for (const { end } of subscriptions.values()) end();
    subscriptions.clear();
  });
}

const unknownName: CommonError = { code: 'INVALID_INPUT', field: 'name', problem: { code: 'NOT_TAKEN' } };
const tooLong: CommonError = { code: 'INVALID_INPUT', field: '', problem: { code: 'TOO_LONG' } };
