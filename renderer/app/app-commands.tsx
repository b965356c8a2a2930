import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { openPalette } from '#renderer/commands/open-palette.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useAfterFirstPaint } from '#renderer/controls/use-after-first-paint.ts';
import { closeSettings, openSettings, useOpenedSettings } from '#renderer/pages/settings/open-settings.ts';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

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
  const say = useSay();
  const [keysOpened, keys] = useDisclosure(false);
  const settingsOpened = useOpenedSettings(({ opened }) => opened !== undefined);
  const [importOpened, importing] = useDisclosure(false);
  const [adoptOpened, adopting] = useDisclosure(false);
  const painted = useAfterFirstPaint();
  useEffect(() => {
    // Not rendered until they are opened, but there when they are.
    if (!painted) return;
    ImportDialog.preload();
    ImportWorkspaceDialog.preload();
  }, [painted]);
  function changeKeys(): void {
    keys.close();
    openSettings('Keys');
  }

  useCommandHandlers({
    'view.palette': openPalette,
    'view.keys': keys.open,
    'view.settings': () => openSettings(),
    'view.theme': switchTheme,
    'view.privacy': switchPrivacy,
    'view.density': nextDensity,
    'workspace.import': importing.open,
    'workspace.adopt': adopting.open,
  });
  return (
    <>
      <LazyDialog name={say('command.view.keys')} opened={keysOpened} onClose={keys.close}>
        <KeySheet opened={keysOpened} onClose={keys.close} onChange={changeKeys} />
      </LazyDialog>
      <LazyDialog name={say('command.view.settings')} opened={settingsOpened} onClose={closeSettings}>
        <SettingsDialog />
      </LazyDialog>
      <LazyDialog name={say('command.workspace.import')} opened={importOpened} onClose={importing.close}>
        {importOpened && <ImportDialog onClose={importing.close} />}
      </LazyDialog>
      <LazyDialog name={say('command.workspace.adopt')} opened={adoptOpened} onClose={adopting.close}>
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
