import {
  calls,
  type CallError,
  type CallRequest,
  type CallName,
  type CallOutput,
} from '#src/contract/contract.ts';
import type { Schema } from '#src/contract/list.ts';
import { events, type EventData, type EventName, type EventRequest } from '#src/contract/state.ts';
import type { Reply } from './handlers.ts';

/**
 * Screen to core: call, subscribe, unsubscribe. Core to screen: reply to a call, refused to a subscribe, event.
 * The screen numbers its calls and subscriptions; the answers carry the number. What the core says in one turn goes as
 * one text, a list of frames where it is more than one.
 */
export type ScreenFrame =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'subscribe'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly type: 'unsubscribe'; readonly id: number };

export type CoreFrame =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly error: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly error: unknown }
  | { readonly type: 'event'; readonly id: number; readonly data: unknown };

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** The contract by name, so that a generic name keeps its types. */
export const callSchemas: {
  readonly [Name in CallName]: {
    readonly input: Schema<CallRequest<Name>>;
    readonly output: Schema<CallOutput<Name>>;
    readonly error: Schema<CallError<Name>>;
  };
} = calls;

export const eventSchemas: {
  readonly [Name in EventName]: {
    readonly params: Schema<EventRequest<Name>>;
    readonly data: Schema<EventData<Name>>;
  };
} = events;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(callSchemas, name);
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(eventSchemas, name);
}

/** The first issue, as a field and what is wrong with it. */
export function problemOf(issues: readonly Issue[]): { readonly field: string; readonly message: string } {
  const [issue] = issues;
  return { field: issue?.path.map(String).join('.') ?? '', message: issue?.message ?? 'is invalid' };
}

/** Why a text is no frame. */
export type MalformedFrame = { readonly code: 'MALFORMED_FRAME'; readonly reason: string };

export function parseScreenFrame(text: string): Reply<ScreenFrame, MalformedFrame> {
  const value = parseJson(text);
  if (!isObject(value)) return malformed('it is not an object');
  const frame: FrameFields = value;
  const { type, id, name } = frame;
  if (!isFrameId(id)) return malformed('the id is not a whole number');
  if (type === 'unsubscribe') return parsed({ type, id });
  if (type !== 'call' && type !== 'subscribe') return malformed('the type is unknown');
  if (typeof name !== 'string') return malformed('the name is missing');
  return parsed(
    type === 'call' ? { type, id, name, input: frame['input'] } : { type, id, name, params: frame['params'] },
  );
}

/** What the core said in one turn: a frame, or a list of them. */
export function parseCoreFrames(text: string): Reply<readonly CoreFrame[], MalformedFrame> {
  const value = parseJson(text);
  const frames: CoreFrame[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    const frame = coreFrameOf(item);
    if (!frame.ok) return frame;
    frames.push(frame.value);
  }
  return parsed(frames);
}

function coreFrameOf(value: unknown): Reply<CoreFrame, MalformedFrame> {
  if (!isObject(value)) return malformed('it is not an object');
  const frame: FrameFields = value;
  const { type, id } = frame;
  if (!isFrameId(id)) return malformed('the id is not a whole number');
  switch (type) {
    case 'reply':
      return parsed(
        frame['ok'] === true
          ? { type, id, ok: true, value: frame['value'] }
          : { type, id, ok: false, error: frame['error'] },
      );
    case 'refused':
      return parsed({ type, id, error: frame['error'] });
    case 'event':
      return parsed({ type, id, data: frame['data'] });
    default:
      return malformed('the type is unknown');
  }
}

function parsed<Value>(value: Value): Reply<Value, never> {
  return { ok: true, value };
}

function malformed(reason: string): Reply<never, MalformedFrame> {
  return { ok: false, error: { code: 'MALFORMED_FRAME', reason } };
}

type FrameFields = { readonly type?: unknown; readonly id?: unknown; readonly name?: unknown } & {
  readonly [field: string]: unknown;
};

/** Undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is FrameFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFrameId(id: unknown): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0;
}
