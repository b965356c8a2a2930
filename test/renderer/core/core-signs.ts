import { onTestFinished } from 'vitest';
import { startFreshness } from '#renderer/core/sync-freshness.ts';
import { createFakeCore } from './fake-core.ts';

/** A core that lives until the test is over: says, by its own clock, what the screen hears of it. */
export function liveCore(): (at: number) => void {
  const core = createFakeCore({});
  const stop = startFreshness({
    ...core.connection,
    now: () => 0,
    wall: () => 0,
    every: () => () => undefined,
  });
  onTestFinished(() => {
    core.become('lost');
    stop();
  });
  return (at) => core.emit('alive', { at });
}
