import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { calls } from '#src/contract/contract.ts';
import { events as eventContract } from '#src/contract/state.ts';
import { connect } from '#src/transport/connect.ts';
import { parseCoreFrames } from '#src/transport/frames.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

const names = fc.oneof(
  fc.constantFrom(...Object.keys(calls), ...Object.keys(eventContract), '__proto__', 'hasOwnProperty', ''),
  fc.string(),
);
const types = fc.oneof(
  fc.constantFrom('call', 'subscribe', 'unsubscribe', 'reply', 'refused', 'event'),
  fc.jsonValue(),
);
const nearlyFrame = fc.record(
  {
    type: types,
    id: fc.oneof(fc.nat(5), fc.jsonValue()),
    name: fc.oneof(names, fc.jsonValue()),
    input: fc.jsonValue(),
    params: fc.jsonValue(),
    ok: fc.jsonValue(),
    value: fc.jsonValue(),
    error: fc.jsonValue(),
    data: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
/** Any UTF-16, lone surrogates too. fast-check's own "binary" unit tabulates every code point before its first text. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
const text = fc.oneof(
  { weight: 4, arbitrary: nearlyFrame.map((frame) => JSON.stringify(frame)) },
  {
    weight: 1,
    arbitrary: fc.tuple(nearlyFrame, fc.nat(200)).map(([frame, end]) => JSON.stringify(frame).slice(0, end)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('[', '{"type":"call"', 'null', '""', '1e999', '\u0000') },
);
/** Each costs its parser milliseconds and megabytes, so they come once each, not drawn by the hundred. */
const deepTexts = [
  '['.repeat(100_000),
  '{"type":'.repeat(50_000),
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
];

async function answerEachOrClose(texts: readonly string[]): Promise<void> {
  const pair = createSocketPair();
  const faults: unknown[] = [];
  const malformed: string[] = [];
  const answers: string[] = [];
  serve(pair.core, createFakeHandlers(), createFakeEvents(), {
    nextIncident: () => 'incident',
    onFault: (_incident, _where, fault) => faults.push(fault),
    onMalformed: (reason) => malformed.push(reason),
  });
  pair.screen.onMessage((answer) => answers.push(answer));

  for (const frame of texts) pair.screen.send(frame);
  await Promise.resolve();

  expect(faults).toEqual([]);
  // What is said in one turn goes as one message.
  for (const frame of answers.flatMap((answer) => JSON.parse(answer))) expect(frame).toHaveProperty('id');
  const closed = pair.closedBecause();
  expect(closed === undefined || closed.startsWith(`malformed frame: ${malformed.at(-1)}`)).toBe(true);
}

async function reportAndStillAnswer(frame: string): Promise<void> {
  const pair = createSocketPair();
  const faults: Error[] = [];
  const client = connect(pair.screen, (fault) => faults.push(fault));
  client.subscribe('quotes', { instrumentIds: [] }, () => {});
  const reply = client.call('workspaces.list', {});

  pair.core.send(frame);
  pair.core.close();

  expect(['DISCONNECTED', 'INTERNAL', 'INVALID_INPUT', undefined]).toContain(
    await reply.then((answer) => (answer.ok ? undefined : answer.error.code)),
  );
  expect(faults.length > 0 || parseCoreFrames(frame).ok).toBe(true);
}

it('the core answers each frame or closes with a reason, and counts it', async () => {
  await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), answerEachOrClose), {
    numRuns: 3000,
  });
});

it('the screen reports each frame that is none, and still answers its callers', async () => {
  await fc.assert(fc.asyncProperty(text, reportAndStillAnswer), { numRuns: 2000 });
});

it.each(deepTexts)('a frame nested without end costs no more than its connection: %.12s', async (frame) => {
  await expect(answerEachOrClose([frame])).resolves.toBeUndefined();
  await expect(reportAndStillAnswer(frame)).resolves.toBeUndefined();
});
