import '#renderer/theme/mantine.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/index.css';
import '#renderer/theme/variables.css';
import '#renderer/theme/global.css';

import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app.tsx';
import { ClientProvider } from '#renderer/client-context.tsx';
import { openCore } from '#renderer/connection/open-core.ts';
import { startSync } from '#renderer/stores/sync.ts';
import { startSettingsSync } from '#renderer/stores/sync-settings.ts';

function start(root: HTMLElement): void {
  const core = openCore();
  startSync(core);
  startSettingsSync(core);
  createRoot(root).render(
    <ClientProvider client={core.client}>
      <App />
    </ClientProvider>,
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root"');
start(root);
