import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAsk } from '#src/infrastructure/threads/ask.ts';
import { askingOver, servingOver } from '#src/infrastructure/threads/message-port.ts';
import { openProcess } from '#src/infrastructure/threads/open-process.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { serve, untilStopped } from '#src/infrastructure/threads/serve.ts';
import { valueOf, type Work } from '#src/infrastructure/threads/service.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { SampleThread } from './sample-thread.ts';

const kinds = [
  ['thread', openThread<SampleThread>],
  ['process', openProcess<SampleThread>],
] as const;

describe.each(kinds)('a %s', (_kind, open) => {
  function openSample() {
    const worker = open(new URL('./sample-thread.ts', import.meta.url));
    onTestFinished(() => worker.end());
    return worker;
  }

  it('answers each request with its own answer, while another is still under way', async () => {
    const { ask } = openSample();
    const stopping = new AbortController();
    const waiting = ask('waitForStop', undefined, { signal: stopping.signal });
    expect(await Promise.all([ask('double', 2), ask('double', 5)])).toEqual([
      { ok: true, value: 4 },
      { ok: true, value: 10 },
    ]);
    stopping.abort();
    expect(await waiting).toEqual({ ok: true, value: 'stopped' });
  });

  it('tells all that it has to tell, in order, before it answers', async () => {
    const told: number[] = [];
    const answer = await openSample().ask('countTo', 3, { onTold: (at) => void told.push(at) });
    expect([...told, answer]).toEqual([1, 2, 3, { ok: true, value: 'counted' }]);
  });

  it('stops what it is asked to stop, also when that was asked at once, and says that it gave up', async () => {
    const { ask } = openSample();
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    expect(await ask('giveUp', undefined, { signal: stopping.signal, onTold: stop })).toMatchObject({
      error: { code: 'CANCELLED' },
    });
    expect(await ask('waitForStop', undefined, { signal: AbortSignal.abort() })).toMatchObject({ ok: true });
  });

  it('answers with what was refused, with its fault, or that its answer cannot cross', async () => {
    const { ask } = openSample();
    const refused = await ask('fail', 'refused');
    expect(refused).toEqual({
      ok: false,
      error: { code: 'REFUSED', reason: 'the disk is full', problem: { code: 'DISK_FULL' } },
    });
    expect(() => valueOf(refused)).toThrow(new RepositoryError('the disk is full', { code: 'DISK_FULL' }));
    const fault = await ask('fail', 'fault');
    expect(fault).toMatchObject({ error: { code: 'FAULT', reason: 'a bug' } });
    expect(() => valueOf(fault)).toThrow(/a bug[^]*sample-thread/);
    expect(await ask('fail', 'uncloneable')).toMatchObject({ error: { code: 'FAULT' } });
  });

  it.each([
    ['throw', 'out of luck'],
    ['exit', 'exit code 3'],
  ] as const)('that dies by %s answers what it was asked, and what it is asked then', async (how, reason) => {
    const { ask } = openSample();
    const told: number[] = [];
    const waiting = ask('waitForStop', undefined, { onTold: (at) => void told.push(at) });
    const gone = { error: { code: 'ENDED', reason: expect.stringContaining(reason) } };
    expect(await ask('die', how)).toMatchObject(gone);
    expect(await waiting).toMatchObject(gone);
    expect(told).toEqual([0]);
    expect(await ask('double', 1)).toMatchObject(gone);
  });

  it('that cannot start says why', async () => {
    const thread = open(new URL('./no-such-thread.ts', import.meta.url));
    const nowhere = { error: { code: 'ENDED', reason: expect.stringContaining('no-such-thread') } };
    expect(await thread.ask('double', 1)).toMatchObject(nowhere);
    await thread.end();
  });

  it('ends when what is under way is stopped and answered, and twice if asked', async () => {
    const { ask, end } = openSample();
    const told: number[] = [];
    const waiting = ask('waitForStop', undefined, { onTold: (at) => void told.push(at) });
    await Promise.all([end(), end()]);
    expect(await waiting).toEqual({ ok: true, value: 'stopped' });
    expect(told).toEqual([0, 1]);
  });

  it('can be ended in the middle of what it does', async () => {
    const { ask, kill } = openSample();
    const waiting = ask('waitForStop', undefined);
    await kill();
    expect(await waiting).toMatchObject({ error: { code: 'ENDED' } });
  });
});

describe('a process that cannot be started', () => {
  const entry = new URL('./sample-thread.ts', import.meta.url);

  it('answers that it was not, and is gone', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    onTestFinished(() => void (process.execPath = execPath));
    const { ask, kill } = openProcess<SampleThread>(entry);
    process.execPath = execPath;
    const problem = { code: 'PROCESS_NOT_STARTED', fault: 'ENOENT' };
    expect(await ask('double', 2)).toMatchObject({ error: { code: 'ENDED', problem } });
    await kill();
  });

  it('answers so too where the system refuses it at once', async () => {
    const { ask, end } = openProcess<SampleThread>(entry, () => {
      throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
    });
    const problem = { code: 'PROCESS_NOT_STARTED', fault: 'ENOMEM' };
    expect(await ask('double', 2)).toMatchObject({ error: { code: 'ENDED', problem } });
    await end();
  });
});

it('a process that writes more to its error stream than a pipe holds goes on', async () => {
  const { ask, end } = openProcess<SampleThread>(new URL('./sample-thread.ts', import.meta.url));
  onTestFinished(end);
  expect(await ask('shout', 1024 * 1024)).toEqual({ ok: true, value: 'heard' });
});

it('what a side asked for is stopped when that side is gone', async () => {
  const { port1, port2 } = new MessageChannel();
  const stopped = Promise.withResolvers<void>();
  type Held = { hold(input: undefined, work: Work<string>): Promise<void> };
  const service: Held = {
    async hold(_input, { signal, tell }) {
      tell('held');
      await untilStopped(signal);
      stopped.resolve();
    },
  };
  serve(servingOver(port1), service);
  const { ask, lose } = createAsk<Held>(askingOver(port2));
  port2.on('close', () => lose('the port was closed'));
  const held = ask('hold', undefined, { onTold: () => port2.close() });
  await stopped.promise;
  expect(await held).toMatchObject({ error: { code: 'ENDED', reason: 'the port was closed' } });
});
