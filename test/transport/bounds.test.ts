/** Each call of the contract is held to a bound on number, size and time, whatever its handler does. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bounds, largestFrame } from '#src/contract/bounds.ts';
import { type CallName, calls } from '#src/contract/contract.ts';
import { createCallGate, type CallGate } from '#src/transport/call-gate.ts';
import { callSchemas, isCallName } from '#src/transport/frames.ts';
import { serve } from '#src/transport/serve.ts';
import { createKnownNames } from '#test/attacks/frames/known-names.ts';
import { valuesOf } from '#test/attacks/frames/schema-values.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

const names = Object.keys(calls).filter(isCallName);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function inputOf(name: CallName): unknown {
  const { input } = callSchemas[name];
  const made = fc.sample(valuesOf(calls[name].input, createKnownNames()), { seed: 1, numRuns: 200 });
  const valid = made.find((value) => input.safeParse(value).success);
  if (valid === undefined) throw new Error(`no input of ${name} was made`);
  return valid;
}

/** A screen of a core in which no call of that name ever ends. */
function screenOf(name: CallName, gate: CallGate) {
  const pair = createSocketPair();
  const begun: unknown[] = [];
  const endless = { [name]: (input: unknown) => new Promise<never>(() => begun.push(input)) };
  serve(pair.core, createFakeHandlers(endless), createFakeEvents(), {
    nextIncident: () => 'incident',
    onFault: () => undefined,
    onMalformed: () => undefined,
    gate,
  });
  const answers: { readonly id: number; readonly error: unknown }[] = [];
  pair.screen.onMessage((text) => answers.push(...[JSON.parse(text)].flat()));
  return { ...pair, begun, answers };
}

async function ask(screen: ReturnType<typeof screenOf>, id: number, name: CallName, input: unknown) {
  screen.screen.send(JSON.stringify({ type: 'call', id, name, input }));
  await vi.advanceTimersByTimeAsync(0);
}

it.each(names)(
  '%s: of too many at once, from whatever screens, one is refused until another has ended',
  async (name) => {
    const gate = createCallGate();
    const input = inputOf(name);
    const { atOnce } = bounds[name];
    const [one, other] = [screenOf(name, gate), screenOf(name, gate)];
    for (let id = 1; id <= atOnce; id += 1) await ask(id % 2 === 0 ? one : other, id, name, input);
    expect(one.begun.length + other.begun.length).toBe(atOnce);
    await ask(one, atOnce + 1, name, input);
    expect(one.answers).toEqual([
      { type: 'reply', id: atOnce + 1, ok: false, error: { code: 'BUSY', retryIn: expect.any(Number) } },
    ]);
    expect(one.begun.length + other.begun.length).toBe(atOnce);
  },
);

it.each(names)('%s: what is too long is refused, and nothing of it is looked at', async (name) => {
  const screen = screenOf(name, createCallGate());
  await ask(screen, 1, name, { ...Object(inputOf(name)), more: 'x'.repeat(bounds[name].characters) });
  const closed = screen.closedBecause() !== undefined;
  expect(closed || screen.answers).toEqual(
    bounds[name].characters === largestFrame || [
      {
        type: 'reply',
        id: 1,
        ok: false,
        error: { code: 'INVALID_INPUT', field: '', problem: { code: 'TOO_LONG' } },
      },
    ],
  );
  expect(screen.begun).toEqual([]);
});

it.each(names)(
  '%s: what does not end is answered in time, and keeps its place until it ends',
  async (name) => {
    const gate = createCallGate();
    const screen = screenOf(name, gate);
    const input = inputOf(name);
    for (let id = 1; id <= bounds[name].atOnce; id += 1) await ask(screen, id, name, input);
    await vi.advanceTimersByTimeAsync(bounds[name].milliseconds);
    expect(screen.answers[0]).toEqual({
      type: 'reply',
      id: 1,
      ok: false,
      error: { code: 'CUT_SHORT', by: 'TIME' },
    });
    expect(gate.enter(name)).toBeUndefined();
  },
);

it('a call that has ended makes room for another', async () => {
  const gate = createCallGate();
  const ends = Array.from({ length: bounds['workspaces.open'].atOnce }, () => gate.enter('workspaces.open'));
  expect(gate.enter('workspaces.open')).toBeUndefined();
  ends[0]?.();
  expect(gate.enter('workspaces.open')).toBeDefined();
});

it('a frame that is longer than any call may be ends its connection before it is read', async () => {
  const screen = screenOf('workspaces.list', createCallGate());
  screen.screen.send(' '.repeat(largestFrame + 1));
  expect(screen.closedBecause()).toContain('longer');
});
