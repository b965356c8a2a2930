import type { RunningBrowserShell } from './browser-shell.ts';
import { endOnFaults, stoppedText, type Faults } from './faults.ts';
import { programVersion, startProcess } from './start-up.ts';
import { complain } from './terminal.ts';
import { closeInTime, endNow, leave, leftText } from './close-in-time.ts';

const usageError = 2;

async function main(faults: Faults): Promise<void> {
  const reading = startProcess(process.argv.slice(2));
  switch (reading.type) {
    case 'help':
      process.stdout.write(reading.text);
      return;
    case 'version':
      process.stdout.write(`${programVersion()}\n`);
      return;
    case 'problems':
      for (const problem of reading.problems) complain(problem);
      process.exitCode = usageError;
      return;
    case 'configuration': {
      const { startBrowserShell } = await import('./browser-shell.ts');
      const start = await startBrowserShell(reading.configuration, faults);
      if (start.type === 'running') {
        closeOnSignals(start.shell);
        process.stdout.write(`Tapedeck ready: ${start.shell.address}\n`);
        return;
      }
      complain(start.message);
      process.exit(start.type === 'elsewhere' ? 0 : 1);
    }
  }
}

/** Milliseconds: one that comes sooner after the first is the same wish, handed on by a launcher or told to a whole group. */
const insistsAfter = 1_000;

/** Once closes in order, once more a while later at once. */
function closeOnSignals(shell: RunningBrowserShell): void {
  let closingSince: number | undefined;
  function onSignal(): void {
    if (closingSince === undefined) {
      closingSince = performance.now();
      end().catch(endNow);
    } else if (performance.now() - closingSince > insistsAfter) endNow();
  }
  async function end(): Promise<void> {
    const closed = await closeInTime(shell);
    if (closed === 'closed') return await leave(0, () => process.exit(0));
    complain(leftText(closed, shell.unfinished()));
    endNow();
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

await main(
  endOnFaults({ say: (stopped) => complain(stoppedText(stopped)), exit: (code) => process.exit(code) }),
);
