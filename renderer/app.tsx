import { useEffect } from 'react';
import { MantineProvider } from '@mantine/core';
import { LiveRegion } from '#renderer/announce/live-region.tsx';
import { startRecordNews } from '#renderer/announce/record-news.ts';
import { LazyPalette } from '#renderer/commands/lazy-palette.tsx';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { FaultBoundary } from '#renderer/errors/fault-boundary.tsx';
import { followFieldHistory } from '#renderer/fields/field-history.ts';
import { keepLinesApart } from '#renderer/fields/lines-apart.ts';
import { followFocus } from '#renderer/focus/focus-home.ts';
import { ConnectingPage } from '#renderer/first-page/connecting-page.tsx';
import { lazyPart } from '#renderer/loading/lazy-part.tsx';
import { useAfterFirstPaint } from '#renderer/loading/use-after-first-paint.ts';
import { AppCommands } from '#renderer/settings/app-commands.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { mantineTheme, resolveVariables } from '#renderer/theme/mantine-theme.ts';
import { useAppearance } from '#renderer/theme/use-appearance.ts';
import { Banners } from '#renderer/workspace/banners.tsx';

const Notes = lazyPart(async () => (await import('#renderer/notes.tsx')).Notes, <></>);
// Which of the two it is, the core says.
const FirstPage = lazyPart(
  async () => (await import('#renderer/first-page/first-page.tsx')).FirstPage,
  <ConnectingPage />,
);
const WorkspacePage = lazyPart(
  async () => (await import('#renderer/workspace/workspace-page.tsx')).WorkspacePage,
  <ConnectingPage />,
);

export function App() {
  const theme = usePreferencesStore((state) => state.theme);
  useAppearance();
  useCommandKeys();
  useEffect(followFocus, []);
  useEffect(followFieldHistory, []);
  useEffect(keepLinesApart, []);
  useEffect(() => startRecordNews(), []);
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={resolveVariables} forceColorScheme={theme}>
      <FaultBoundary name="The notes">
        <Notes />
      </FaultBoundary>
      <AppCommands />
      <FaultBoundary name="The screen">
        <Page />
      </FaultBoundary>
      <LazyPalette />
      <LiveRegion />
    </MantineProvider>
  );
}

function Page() {
  const started = useLiveStore((state) => state.epoch !== undefined);
  const workspace = useLiveStore((state) => state.workspace);
  const painted = useAfterFirstPaint();
  useEffect(() => {
    if (!painted) return;
    WorkspacePage.preload();
    FirstPage.preload();
  }, [painted]);
  if (!started) return <ConnectingPage />;
  if (workspace !== undefined) return <WorkspacePage key={workspace.id} workspace={workspace} />;
  return (
    <>
      <Banners />
      <FirstPage />
    </>
  );
}
