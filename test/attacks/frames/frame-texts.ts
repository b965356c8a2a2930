/** Frames as texts: valid, nearly valid, of other calls, and no frames at all. */
import * as fc from 'fast-check';
import { calls } from '#src/contract/contract.ts';
import { events } from '#src/contract/state.ts';
import type { KnownNames } from './known-names.ts';
import { anyText, hugeValue, oddValue, spoilt } from './odd-values.ts';
import { valuesOf } from './schema-values.ts';

/** These begin threads, copy files or leave the workspace: each takes a thousand times as long as a refusal. */
const heavy = /^(?:maintenance\.(?!status)|workspaces\.(?!list)|imports\.(?!list|discard)|tasks\.cancel)/;
/** Of a thousand frames. */
const heavyShare = 2;

/** The id is put in by the sender, who numbers its frames. */
export type PlannedFrame = {
  readonly text: (id: number) => string;
};

export function frameTexts(names: KnownNames): fc.Arbitrary<PlannedFrame> {
  const inputs = Object.entries(calls).map(([name, { input }]) => ({ name, values: valuesOf(input, names) }));
  const light = inputs.filter(({ name }) => !heavy.test(name));
  const long = inputs.filter(({ name }) => heavy.test(name));
  const params = Object.entries(events).map(([name, event]) => ({
    name,
    values: valuesOf(event.params, names),
  }));
  type Source = (typeof inputs)[number];

  const valid = (sources: readonly Source[]) =>
    fc.oneof(...sources.map(({ name, values }) => values.map((input) => callOf(name, input))));
  const changed = (sources: readonly Source[]) =>
    fc.oneof(
      ...sources.map(({ name, values }) =>
        fc
          .tuple(values, fc.nat(10_000), oddValue)
          .map(([input, place, odd]) => callOf(name, spoilt(input, place, odd))),
      ),
    );
  const anyName = fc.oneof(
    fc.constantFrom(...inputs.map(({ name }) => name), '__proto__', 'constructor', 'orders.', ''),
    anyText,
  );
  const callOfAnother = fc
    .tuple(anyName, fc.oneof(...light.map(({ values }) => values), fc.jsonValue()))
    .map(([name, input]) => callOf(name, input));
  const huge = fc
    .tuple(
      fc.oneof(...inputs.map(({ name, values }) => values.map((input) => ({ name, input })))),
      fc.nat(100),
      hugeValue,
    )
    .map(([{ name, input }, place, odd]) => callOf(name, spoilt(input, place, odd)));
  /** Written out, since deeper than a program can take apart and put together again. */
  const deep = fc
    .tuple(fc.constantFrom(...inputs.map(({ name }) => name)), fc.constantFrom(5000, 20_000))
    .map(([name, depth]): PlannedFrame => {
      const nested = `${'{"scope":['.repeat(depth)}1${']}'.repeat(depth)}`;
      return { text: (id) => `{"type":"call","id":${id},"name":"${name}","input":${nested}}` };
    });
  const subscribes = fc.oneof(
    ...params.map(({ name, values }) =>
      fc
        .tuple(values, fc.nat(3), fc.nat(1000), oddValue)
        .map(([said, how, place, odd]) => subscribeOf(name, how === 0 ? spoilt(said, place, odd) : said)),
    ),
  );
  const unsubscribes = fc.nat(20).map((back): PlannedFrame => ({ text: (id) => unsubscribeOf(id - back) }));

  return fc.oneof(
    { weight: 380, arbitrary: valid(light) },
    { weight: 380, arbitrary: changed(light) },
    { weight: heavyShare, arbitrary: valid(long) },
    { weight: 3 * heavyShare, arbitrary: changed(long) },
    { weight: 60, arbitrary: callOfAnother },
    { weight: 1, arbitrary: huge },
    { weight: 1, arbitrary: deep },
    { weight: 40, arbitrary: subscribes },
    { weight: 30, arbitrary: unsubscribes },
    { weight: 30, arbitrary: noFrames },
  );
}

const noFrames: fc.Arbitrary<PlannedFrame> = fc.oneof(
  fc.json().map(asItIs),
  anyText.map(asItIs),
  fc
    .constantFrom('[', '{"type":"call"', 'null', '""', '1e999', '\u0000', '{"type":"call","id":1e999}')
    .map(asItIs),
  fc
    .tuple(fc.constantFrom('call', 'subscribe', 'unsubscribe', 'reply', 'event', '__proto__'), oddValue)
    .map(([type, odd]) => asItIs(JSON.stringify({ type, id: odd, name: 'workspaces.list', input: {} }))),
  fc.constantFrom(1000, 100_000).map((depth) => asItIs('['.repeat(depth))),
  oddValue.map((odd): PlannedFrame => ({
    text: (id) => JSON.stringify({ type: odd, id, name: odd, input: odd }),
  })),
);

function asItIs(text: string): PlannedFrame {
  return { text: () => text };
}

function callOf(name: string, input: unknown): PlannedFrame {
  return { text: (id) => JSON.stringify({ type: 'call', id, name, input }) };
}

function subscribeOf(name: string, params: unknown): PlannedFrame {
  return { text: (id) => JSON.stringify({ type: 'subscribe', id, name, params }) };
}

function unsubscribeOf(id: number): string {
  return JSON.stringify({ type: 'unsubscribe', id });
}
