import { describe, expect, it } from 'vitest';

import { startFaultReport } from '#renderer/core/report-faults.ts';
import type { CoreStatus } from '#renderer/core/reconnecting-client.ts';
import { faultLimits, type ScreenFault, screenFault } from '#src/contract/screen.ts';
import { connect } from '#src/transport/connect.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

/** A page, and a core at the other end of a socket that is open or not. */
function setUp() {
  const page = new EventTarget();
  const logged: ScreenFault[] = [];
  let isOpen = true;
  const listeners = new Set<(status: CoreStatus) => void>();
  const pair = createSocketPair();
  const handlers = createFakeHandlers({
    'screen.fault': async (fault) => {
      logged.push(fault);
      return { ok: true, value: {} };
    },
  });
  serve(pair.core, handlers, createFakeEvents(), {
    nextIncident: () => 'incident',
    onFault: () => undefined,
    onMalformed: () => undefined,
  });
  const open = connect(pair.screen, () => undefined);
  const closedPair = createSocketPair();
  const closed = connect(closedPair.screen, () => undefined);
  closedPair.core.close('gone');
  const report = startFaultReport(
    {
      client: {
        call: (name, input) => (isOpen ? open : closed).call(name, input),
        subscribe: open.subscribe,
      },
      onStatus(listener) {
        listeners.add(listener);
        return () => undefined;
      },
    },
    page,
  );
  function become(status: 'open' | 'lost'): void {
    isOpen = status === 'open';
    for (const listener of listeners) listener(status);
  }
  function uncaught(thrown: unknown): void {
    page.dispatchEvent(Object.assign(new Event('error'), { error: thrown, message: String(thrown) }));
  }
  return { page, logged, report, become, uncaught };
}

describe('a fault that nothing in the page catches', () => {
  it('goes to the program’s log with its stack, whether thrown, rejected or caught by a part', async () => {
    const { page, logged, report, uncaught } = setUp();
    uncaught(new TypeError('undefined is no function'));
    page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: 'no answer' }));
    report.partStopped(new RangeError('too deep'));
    await expect.poll(() => logged.length).toBe(3);
    expect(logged).toEqual([
      {
        where: 'error',
        message: 'TypeError: undefined is no function',
        stack: expect.stringContaining('report-faults.test.ts'),
      },
      { where: 'promise', message: 'no answer' },
      { where: 'part', message: 'RangeError: too deep', stack: expect.any(String) },
    ]);
  });

  it('is cut to what the contract takes', async () => {
    const { logged, uncaught } = setUp();
    const long = new Error('x'.repeat(100_000));
    uncaught(long);
    await expect.poll(() => logged.length).toBe(1);
    expect(logged[0]?.message).toHaveLength(faultLimits.message);
    expect(logged[0]?.stack).toHaveLength(faultLimits.stack);
    expect(screenFault.safeParse(logged[0]).success).toBe(true);
  });

  it('that comes back with every repaint is sent three times', async () => {
    const { logged, uncaught } = setUp();
    for (let time = 0; time < 500; time += 1) uncaught(new Error('again'));
    uncaught(new Error('another'));
    await expect.poll(() => logged.at(-1)?.message).toBe('Error: another');
    expect(logged.map(({ message }) => message)).toEqual([
      ...Array(3).fill('Error: again'),
      'Error: another',
    ]);
  });

  it('is nothing of a layout that is measured once more in the next frame', async () => {
    const { page, logged, uncaught } = setUp();
    const message = 'ResizeObserver loop completed with undelivered notifications.';
    page.dispatchEvent(Object.assign(new Event('error'), { error: null, message }));
    uncaught(new Error(message));
    await expect.poll(() => logged.length).toBe(1);
    expect(logged).toMatchObject([{ message: `Error: ${message}` }]);
  });

  it('waits for the core to come back', async () => {
    const { logged, uncaught, become } = setUp();
    become('lost');
    for (let number = 0; number < 100; number += 1) uncaught(new Error(`fault ${number}`));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(logged).toEqual([]);
    become('open');
    await expect.poll(() => logged.length).toBe(20);
    expect(logged[0]?.message).toBe('Error: fault 0');
  });
});
