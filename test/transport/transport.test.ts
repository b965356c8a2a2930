import { describe, expect, it } from 'vitest';
import type { EventData } from '#src/contract/state.ts';
import { createBacklog, type Backlog } from '#src/transport/backlog.ts';
import { connect } from '#src/transport/connect.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

function setUp(own: Partial<Handlers> = {}, options: { readonly backlog?: Backlog } = {}) {
  const pair = createSocketPair();
  const events = createFakeEvents();
  const faults: { incident: string; where: string; fault: unknown }[] = [];
  const malformed: string[] = [];
  const contractFaults: string[] = [];
  serve(pair.core, createFakeHandlers(own), events, {
    nextIncident: () => `incident-${faults.length + 1}`,
    onFault: (incident, where, fault) => faults.push({ incident, where, fault }),
    onMalformed: (reason) => malformed.push(reason),
    ...options,
  });
  const client = connect(pair.screen, ({ message }) => contractFaults.push(message));
  return { pair, events, faults, malformed, contractFaults, client };
}

function recordEvent(sequence: number): EventData<'record'> {
  return { epoch: 'e', sequence, change: { type: 'workspaceChanged' } };
}

/** What the core says is sent when its turn ends. */
function turnEnds(): Promise<void> {
  return Promise.resolve();
}

describe('calls', () => {
  it('carry the input there and the answer back', async () => {
    const asked: string[] = [];
    const { client } = setUp({
      'imports.begin': ({ fileName }) => {
        asked.push(fileName);
        return Promise.resolve({ ok: true, value: { importId: 'i1' } });
      },
    });

    const reply = await client.call('imports.begin', { fileName: 'fills.csv' });

    expect(reply).toEqual({ ok: true, value: { importId: 'i1' } });
    expect(asked).toEqual(['fills.csv']);
  });

  it('return an expected failure as it is', async () => {
    const { client } = setUp();

    expect(await client.call('instruments.list', {})).toEqual({ ok: false, error: { code: 'NO_WORKSPACE' } });
  });

  it('refuse an input that breaks the contract, naming the field, before the handler sees it', async () => {
    let seen = 0;
    const { client } = setUp({
      'workspaces.open': ({ id }) => {
        seen += 1;
        return Promise.resolve({ ok: false, error: { code: 'NOT_FOUND', what: 'workspace', id } });
      },
    });

    const reply = await client.call('workspaces.open', { id: '' });

    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', field: 'id' } });
    expect(seen).toBe(0);
  });

  it('turn a fault into an incident: the message and the stack stay in the core', async () => {
    const { client, pair, faults } = setUp({
      'workspaces.list': () => Promise.reject(new Error('disk on fire, secret path /x')),
    });
    const sent: string[] = [];
    pair.screen.onMessage((text) => sent.push(text));

    const reply = await client.call('workspaces.list', {});

    expect(reply).toEqual({ ok: false, error: { code: 'INTERNAL', incident: 'incident-1' } });
    expect(faults).toMatchObject([{ incident: 'incident-1', where: 'workspaces.list' }]);
    expect(sent.join('\n')).not.toContain('disk on fire');
  });

  it('lose of a list what breaks the contract, keep the rest, and tell it once', async () => {
    const entry = { id: 'a', name: 'A' };
    const { client, contractFaults } = setUp({
      'workspaces.list': () => Promise.resolve({ ok: true, value: [entry, { id: '', name: 'B' }] }),
    });

    for (let time = 0; time < 3; time += 1) {
      expect(await client.call('workspaces.list', {})).toEqual({ ok: true, value: [entry] });
    }

    expect(contractFaults).toEqual([
      expect.stringMatching(
        /the answer to workspaces.list breaks the contract at "1.id": .*; the rest is shown/,
      ),
    ]);
  });

  it('end as DISCONNECTED when the connection is lost, under way or later', async () => {
    const { client, pair } = setUp({ 'workspaces.list': () => new Promise(() => {}) });

    const underWay = client.call('workspaces.list', {});
    pair.core.close('gone');

    expect(await underWay).toEqual({ ok: false, error: { code: 'DISCONNECTED' } });
    expect(await client.call('workspaces.list', {})).toEqual({ ok: false, error: { code: 'DISCONNECTED' } });
  });

  it('report an answer that breaks the contract, and fail', async () => {
    const { client, pair, contractFaults } = setUp({ 'imports.begin': () => new Promise(() => {}) });

    const reply = client.call('imports.begin', { fileName: 'a.csv' });
    pair.core.send(JSON.stringify({ type: 'reply', id: 1, ok: true, value: { importId: '' } }));

    expect(await reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(contractFaults).toEqual([
      expect.stringContaining('imports.begin breaks the contract at "importId"'),
    ]);
  });

  it.each(['nothing.such', '__proto__', 'constructor', 'toString'])(
    'answer an unknown name: %s',
    async (name) => {
      const { pair, malformed } = setUp();
      const answers: string[] = [];
      pair.screen.onMessage((text) => answers.push(text));

      pair.screen.send(JSON.stringify({ type: 'call', id: 4, name, input: {} }));
      await turnEnds();

      expect(answers.map((text): unknown => JSON.parse(text))).toMatchObject([
        { type: 'reply', id: 4, ok: false, error: { code: 'INVALID_INPUT', field: 'name' } },
      ]);
      expect(malformed).toHaveLength(1);
      expect(pair.closedBecause()).toBeUndefined();
    },
  );
});

describe('subscriptions', () => {
  it('deliver until they are ended, on both sides', async () => {
    const { client, events } = setUp();
    const got: number[] = [];
    const end = client.subscribe('record', {}, ({ sequence }) => got.push(sequence));

    events.emit('record', recordEvent(1));
    await turnEnds();
    end();
    events.emit('record', recordEvent(2));
    await turnEnds();

    expect(got).toEqual([1]);
    expect(events.count()).toBe(0);
  });

  it('come in one message where they were told in one turn, in their order', async () => {
    const { client, events, pair } = setUp();
    const got: unknown[] = [];
    let messages = 0;
    client.subscribe('quotes', { instrumentIds: ['sim:A'] }, (quotes) => got.push(quotes));
    client.subscribe('record', {}, ({ sequence }) => got.push(sequence));
    pair.screen.onMessage(() => {
      messages += 1;
    });

    events.emit('record', recordEvent(1));
    events.emit('quotes', [{ instrumentId: 'sim:A', time: 1 }]);
    events.emit('record', recordEvent(2));
    expect(messages).toBe(0);
    await turnEnds();

    expect(messages).toBe(1);
    expect(got).toEqual([1, [{ instrumentId: 'sim:A', time: 1 }], 2]);
  });

  it('are all ended when the connection is lost', () => {
    const { client, events, pair } = setUp();
    client.subscribe('record', {}, () => {});
    client.subscribe('quotes', { instrumentIds: ['sim:A'] }, () => {});
    expect(events.count()).toBe(2);

    pair.screen.close();

    expect(events.count()).toBe(0);
  });

  it('are refused, loudly, with parameters that break the contract', async () => {
    const { client, events, contractFaults } = setUp();

    client.subscribe('book', { instrumentId: '' }, () => {});
    await turnEnds();

    expect(events.count()).toBe(0);
    expect(contractFaults).toEqual([expect.stringContaining('subscribing book was refused')]);
  });

  it('drop an event that breaks the contract, loudly', () => {
    const { client, pair, contractFaults } = setUp();
    const got: unknown[] = [];
    client.subscribe('record', {}, (data) => got.push(data));

    pair.core.send(JSON.stringify({ type: 'event', id: 1, data: { sequence: 'one' } }));

    expect(got).toEqual([]);
    expect(contractFaults).toHaveLength(1);
  });
});

/** A snapshot of the state with as many open positions and working orders as a record may have. */
it('an answer of forty million characters arrives whole', async () => {
  const value = Array.from({ length: 400_000 }, () => 'x'.repeat(100));
  const { client, pair } = setUp({ 'orders.strategies': () => Promise.resolve({ ok: true, value }) });
  const answer = await client.call('orders.strategies', {});
  expect(answer.ok && answer.value.length).toBe(value.length);
  expect(pair.closedBecause()).toBeUndefined();
});

describe('an answer that no screen could take', () => {
  it('is refused by itself: the screen stays connected, and is answered again', async () => {
    const { client, pair, faults } = setUp({
      'imports.begin': ({ fileName }) =>
        Promise.resolve({ ok: true, value: { importId: fileName.repeat(65 * 1024 * 1024) } }),
    });
    const refused = await client.call('imports.begin', { fileName: 'x' });
    expect(refused).toEqual({ ok: false, error: { code: 'INTERNAL', incident: 'incident-1' } });
    expect(String(faults[0]?.fault)).toContain('imports.begin');
    expect(pair.closedBecause()).toBeUndefined();
    expect(await client.call('orders.strategies', {})).toHaveProperty('ok');
  });
});

describe('a screen that does not keep up', () => {
  const large = 'x'.repeat(300 * 1024);

  it('gets the newest quote of each instrument once it does', async () => {
    const { client, events, pair } = setUp();
    const got: EventData<'quotes'>[] = [];
    client.subscribe('quotes', { instrumentIds: ['sim:A', 'sim:B'] }, (quotes) => got.push(quotes));
    pair.pause();
    pair.core.send(JSON.stringify({ type: 'reply', id: 99, ok: true, value: large }));

    for (let time = 1; time <= 1000; time += 1) {
      events.emit('quotes', [{ instrumentId: time % 2 === 0 ? 'sim:A' : 'sim:B', last: `${time}`, time }]);
    }
    await turnEnds();
    expect(pair.core.buffered()).toBeLessThan(2 * large.length);
    pair.resume();
    await turnEnds();

    expect(got).toHaveLength(1);
    expect(got[0]).toEqual(
      expect.arrayContaining([
        { instrumentId: 'sim:A', last: '1000', time: 1000 },
        { instrumentId: 'sim:B', last: '999', time: 999 },
      ]),
    );
    events.emit('quotes', [{ instrumentId: 'sim:A', time: 1001 }]);
    await turnEnds();
    expect(got.at(-1)).toEqual([{ instrumentId: 'sim:A', time: 1001 }]);
  });

  it('misses no sequenced event, and is closed when too many wait', async () => {
    const { client, events, pair } = setUp();
    const got: number[] = [];
    client.subscribe('record', {}, ({ sequence }) => got.push(sequence));
    pair.pause();
    events.emit('record', recordEvent(1));
    events.emit('record', recordEvent(2));
    await turnEnds();
    pair.resume();
    expect(got).toEqual([1, 2]);

    pair.pause();
    for (let sent = 0; sent < 240; sent += 1) pair.core.send(large);
    events.emit('record', recordEvent(3));

    expect(pair.closedBecause()).toContain('does not keep up');
    expect(events.count()).toBe(0);
  });

  it('is closed when too much waits for all screens, and the others are not', async () => {
    const backlog = createBacklog();
    const [some, more, most, quick] = [1, 2, 3, 4].map(() => setUp({}, { backlog }));
    if (some === undefined || more === undefined || most === undefined || quick === undefined)
      throw new Error();
    const wait = ({ pair, events, client }: typeof some, mebibytes: number) => {
      client.subscribe('record', {}, () => undefined);
      pair.pause();
      const value = 'x'.repeat(mebibytes * 1024 * 1024);
      pair.core.send(JSON.stringify({ type: 'reply', id: 99, ok: true, value }));
      events.emit('record', recordEvent(1));
    };
    wait(some, 40);
    wait(most, 50);
    wait(more, 45);
    await turnEnds();
    expect(most.pair.closedBecause()).toContain('does not keep up');
    quick.client.subscribe('record', {}, () => undefined);
    quick.events.emit('record', recordEvent(1));
    await turnEnds();
    for (const { pair } of [some, more, quick]) expect(pair.closedBecause()).toBeUndefined();
    some.pair.resume();
    wait(quick, 60);
    await turnEnds();
    for (const { pair } of [some, more, quick]) expect(pair.closedBecause()).toBeUndefined();
  });
});
