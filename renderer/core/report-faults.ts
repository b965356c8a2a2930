import { run } from './run.ts';
import type { CoreConnection } from './reconnecting-client.ts';
import { faultLimits, type ScreenFault } from '#src/contract/screen.ts';

/** That wait for the core to come back; what comes beyond them is left out. */
const mostWaiting = 20;
/** Of one text. One that comes back with every repaint says nothing new. */
const mostAlike = 3;
const mostTexts = 200;

/** Nobody throws it: a size that changed what is measured is told in the next frame. */
const measuredAgain = 'ResizeObserver loop completed with undelivered notifications.';

/** Everything that nothing in the page catches goes into the program's log, where it can be looked for afterwards. */
export function startFaultReport(
  { client, onStatus }: Pick<CoreConnection, 'client' | 'onStatus'>,
  page: Pick<EventTarget, 'addEventListener'> = window,
) {
  const seen = new Map<string, number>();
  const waiting: ScreenFault[] = [];

  function tell(where: ScreenFault['where'], thrown: unknown): void {
    const fault = faultOf(where, thrown);
    const alike = seen.get(fault.message) ?? 0;
    if (alike >= mostAlike || (alike === 0 && seen.size >= mostTexts)) return;
    seen.set(fault.message, alike + 1);
    run(send(fault));
  }

  async function send(fault: ScreenFault): Promise<void> {
    const answer = await client.call('screen.fault', fault);
    if (!answer.ok && answer.error.code === 'DISCONNECTED' && waiting.length < mostWaiting)
      waiting.push(fault);
  }

  page.addEventListener('error', (event) => {
    const thrown = thrownIn(event);
    if (thrown !== measuredAgain) tell('error', thrown);
  });
  page.addEventListener('unhandledrejection', (event) => tell('promise', thrownIn(event)));
  onStatus((status) => {
    if (status === 'open') for (const fault of waiting.splice(0)) run(send(fault));
  });
  return {
    /** For what a part of the screen has caught itself, and tells in its place. */
    partStopped: (thrown: unknown): void => tell('part', thrown),
  };
}

function thrownIn(event: Event): unknown {
  if ('reason' in event) return event.reason;
  if ('error' in event && event.error !== null && event.error !== undefined) return event.error;
  return 'message' in event ? event.message : 'an error without a text';
}

function faultOf(where: ScreenFault['where'], thrown: unknown): ScreenFault {
  const isError = thrown instanceof Error;
  const message = isError ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    where,
    message: message.slice(0, faultLimits.message),
    stack: isError ? thrown.stack?.slice(0, faultLimits.stack) : undefined,
  };
}
