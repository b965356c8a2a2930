import { useDisclosure } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '#renderer/commands/command-store.ts';
import { openPalette } from '#renderer/commands/open-palette.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useAfterFirstPaint } from '#renderer/controls/use-after-first-paint.ts';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';

const KeySheet = lazyPart(async () => (await import('#renderer/commands/key-sheet.tsx')).KeySheet);
const SettingsDialog = lazyPart(
  async () => (await import('#renderer/pages/settings/settings-dialog.tsx')).SettingsDialog,
);
const ImportDialog = lazyPart(
  async () => (await import('#renderer/pages/import/import-dialog.tsx')).ImportDialog,
);
const ImportWorkspaceDialog = lazyPart(
  async () => (await import('#renderer/pages/maintenance/import-workspace-dialog.tsx')).ImportWorkspaceDialog,
);

/** What can be done on every page, with the dialogs of it. */
export function AppCommands() {
  const [keysOpened, keys] = useDisclosure(false);
  const [settingsOpened, settings] = useDisclosure(false);
  const [importOpened, importing] = useDisclosure(false);
  const [adoptOpened, adopting] = useDisclosure(false);
  const painted = useAfterFirstPaint();
  useEffect(() => {
    // Not rendered until they are opened, but there when they are.
    if (!painted) return;
    ImportDialog.preload();
    ImportWorkspaceDialog.preload();
  }, [painted]);
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'view.palette', title: 'Command palette', group: 'View', key: 'Mod+K', run: openPalette },
      { id: 'view.keys', title: 'Keys', group: 'View', key: '?', run: keys.open },
      { id: 'view.settings', title: 'Settings', group: 'View', key: 'Mod+,', run: settings.open },
      { id: 'view.theme', title: 'Switch theme', group: 'View', key: 'Mod+Shift+L', run: switchTheme },
      {
        id: 'view.privacy',
        title: 'Switch privacy',
        group: 'View',
        key: 'Mod+Shift+H',
        run: switchPrivacy,
      },
      {
        id: 'view.density',
        title: 'Change row height',
        group: 'View',
        key: 'Mod+Shift+D',
        run: nextDensity,
      },
      {
        id: 'workspace.import',
        title: 'Import history',
        group: 'Workspace',
        key: 'Mod+Shift+I',
        run: importing.open,
      },
      {
        id: 'workspace.adopt',
        title: 'Import a workspace file',
        group: 'Workspace',
        key: 'Mod+Shift+O',
        run: adopting.open,
      },
    ],
    [keys, settings, importing, adopting],
  );
  useCommands(commands);
  return (
    <>
      <LazyDialog name="Keys" opened={keysOpened} onClose={keys.close}>
        <KeySheet opened={keysOpened} onClose={keys.close} />
      </LazyDialog>
      <LazyDialog name="Settings" opened={settingsOpened} onClose={settings.close}>
        <SettingsDialog opened={settingsOpened} onClose={settings.close} />
      </LazyDialog>
      <LazyDialog name="Import history" opened={importOpened} onClose={importing.close}>
        {importOpened && <ImportDialog onClose={importing.close} />}
      </LazyDialog>
      <LazyDialog name="Import a workspace file" opened={adoptOpened} onClose={adopting.close}>
        {adoptOpened && <ImportWorkspaceDialog onClose={adopting.close} />}
      </LazyDialog>
    </>
  );
}

function switchTheme(): void {
  setPreferences({ theme: usePreferencesStore.getState().theme === 'dark' ? 'light' : 'dark' });
}

function switchPrivacy(): void {
  setPreferences({ privacy: !usePreferencesStore.getState().privacy });
}

function nextDensity(): void {
  const next = { 22: 26, 26: 32, 32: 22 } as const;
  setPreferences({ density: next[usePreferencesStore.getState().density] });
}
