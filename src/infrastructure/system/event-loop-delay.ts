import { monitorEventLoopDelay } from 'node:perf_hooks';

const nanosecondsPerMillisecond = 1_000_000;
/** The monitor's own timer: its period is part of what it measures. */
const resolution = 10;

/** Milliseconds that the main thread was late, since the last reading. */
export type EventLoopDelay = { readonly p50: number; readonly p99: number; readonly max: number };

export function watchEventLoopDelay(): { read(): EventLoopDelay; close(): void } {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();

  function late(nanoseconds: number): number {
    const milliseconds = nanoseconds / nanosecondsPerMillisecond - resolution;
    return Math.max(0, Math.round(milliseconds * 100) / 100);
  }

  return {
    read() {
      const delay = {
        p50: late(histogram.percentile(50)),
        p99: late(histogram.percentile(99)),
        max: late(histogram.max),
      };
      histogram.reset();
      return delay;
    },
    close: () => void histogram.disable(),
  };
}
