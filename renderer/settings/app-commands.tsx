import { useDisclosure } from '@mantine/hooks';
import { useMemo } from 'react';
import { type Command, useCommands } from '#renderer/commands/command-store.ts';
import { openPalette } from '#renderer/commands/command-palette.tsx';
import { KeySheet } from '#renderer/commands/key-sheet.tsx';
import { ImportDialog } from '#renderer/import/import-dialog.tsx';
import { ImportWorkspaceDialog } from '#renderer/maintenance/import-workspace-dialog.tsx';
import { SettingsDialog } from '#renderer/settings/settings-dialog.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/stores/preferences-store.ts';

/** What can be done on every page, with the dialogs of it. */
export function AppCommands() {
  const [keysOpened, keys] = useDisclosure(false);
  const [settingsOpened, settings] = useDisclosure(false);
  const [importOpened, importing] = useDisclosure(false);
  const [adoptOpened, adopting] = useDisclosure(false);
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
      <KeySheet opened={keysOpened} onClose={keys.close} />
      <SettingsDialog opened={settingsOpened} onClose={settings.close} />
      {importOpened && <ImportDialog onClose={importing.close} />}
      {adoptOpened && <ImportWorkspaceDialog onClose={adopting.close} />}
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
