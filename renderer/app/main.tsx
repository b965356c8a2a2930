import '#renderer/theme/mantine.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/index.css';
import '#renderer/theme/variables.css';
import '#renderer/theme/global.css';

import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { run } from '#renderer/core/run.ts';
import { ClientProvider } from '#renderer/core/client-context.tsx';
import { openCore } from '#renderer/core/open-core.ts';
import { guardSending } from '#renderer/core/sending-guard.ts';
import { canSend } from '#renderer/core/freshness-store.ts';
import { lastSign, startFreshness } from '#renderer/core/sync-freshness.ts';
import { startFaultReport } from '#renderer/core/report-faults.ts';
import { PartNotLoaded } from '#renderer/controls/part-not-loaded.ts';
import { startSync } from '#renderer/core/sync.ts';
import { tabWorkspace } from '#renderer/core/tab-workspace.ts';
import { startSettingsSync } from '#renderer/saved/sync-settings.ts';
import { startWords } from '#renderer/controls/load-words.ts';

function start(root: HTMLElement): void {
  const opened = openCore();
  const core = { ...opened, client: guardSending(opened.client, canSend, lastSign) };
  const faults = startFaultReport(core);
  startSync({ ...core, tab: tabWorkspace });
  startSettingsSync(core);
  startFreshness({ ...core, now: () => performance.now(), wall: Date.now, every });
  createRoot(root, {
    onCaughtError(thrown) {
      // A part that did not come is no fault of ours; every other one goes where uncaught errors go.
      if (thrown instanceof PartNotLoaded) faults.partStopped(thrown);
      else reportError(thrown);
    },
  }).render(
    <ClientProvider client={core.client}>
      <App />
    </ClientProvider>,
  );
}

function every(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(call, milliseconds);
  return () => clearInterval(timer);
}

async function begin(): Promise<void> {
  await startWords();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element "root"');
  start(root);
}

run(begin());
