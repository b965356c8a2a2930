import { describe, expect, it } from 'vitest';
import { type AnswerTurns, createAnswerTurns } from '#src/transport/answer-turns.ts';
import { connect } from '#src/transport/connect.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

function raise(reason: unknown): never {
  throw new Error(String(reason));
}

function screenOf(turns: AnswerTurns, own: Partial<Handlers>) {
  const pair = createSocketPair();
  serve(pair.core, createFakeHandlers(own), createFakeEvents(), {
    nextIncident: () => 'incident',
    onFault: (_incident, _where, fault) => raise(fault),
    onMalformed: raise,
    turns,
  });
  return { pair, client: connect(pair.screen, raise) };
}

/** Four screens that ask for large answers, and turns of the program that the test begins. */
function largeAnswers() {
  const begins: (() => void)[] = [];
  const turns = createAnswerTurns((begin) => begins.push(begin));
  let carriedOut = 0;
  const screens = [1, 2, 3, 4].map(() =>
    screenOf(turns, {
      'settings.find': () => {
        carriedOut += 1;
        const values = [{ key: 'layout', json: 'x'.repeat(1024 * 1024) }];
        return Promise.resolve({ ok: true, value: { epoch: 'e', sequence: 1, values } });
      },
    }),
  );
  let answered = 0;
  function count({ ok }: { readonly ok: boolean }): number {
    answered += ok ? 1 : 0;
    return answered;
  }
  function ask({ client }: (typeof screens)[number]): void {
    void client.call('settings.find', { scope: 'app', keys: ['layout'] }).then(count);
  }
  /** As sockets are read. */
  async function askInTurn(): Promise<void> {
    for (const screen of screens) {
      ask(screen);
      await settled();
    }
  }
  async function askTogether(): Promise<void> {
    for (const screen of screens) ask(screen);
    await settled();
  }
  /** By then whatever needs no other turn is done. */
  const settled = () => screens[3]?.client.call('workspaces.list', {});
  async function nextTurn(): Promise<void> {
    begins.shift()?.();
    await settled();
  }
  return {
    screens,
    askInTurn,
    askTogether,
    nextTurn,
    answered: () => answered,
    carriedOut: () => carriedOut,
  };
}

/** A stalled client is one thing, fifteen that ask at once are another: https://github.com/elizaOS/eliza/issues/31953 */
describe('large answers that many screens ask for at once', () => {
  it('are made one in each turn of the program, and what is small goes between them', async () => {
    const { askInTurn, nextTurn, answered, carriedOut } = largeAnswers();
    await askInTurn();
    for (const number of [1, 2, 3, 4]) {
      expect([answered(), carriedOut()]).toEqual([number, number]);
      await nextTurn();
    }
    await nextTurn();
    await askInTurn();
    expect(answered()).toBe(5);
  });

  it('are written down so too where they were carried out together', async () => {
    const { askTogether, nextTurn, answered, carriedOut } = largeAnswers();
    await askTogether();
    for (const number of [1, 2, 3, 4]) {
      expect([answered(), carriedOut()]).toEqual([number, 4]);
      await nextTurn();
    }
  });

  it('are not made for who has gone', async () => {
    const { screens, askInTurn, nextTurn, answered, carriedOut } = largeAnswers();
    await askInTurn();
    screens[1]?.pair.core.close();
    for (let turn = 1; turn <= 6; turn += 1) await nextTurn();
    expect([answered(), carriedOut()]).toEqual([3, 3]);
  });
});
