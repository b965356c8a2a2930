import { useEffect } from 'react';
import { MantineProvider } from '@mantine/core';
import { LiveRegion } from '#renderer/controls/live-region.tsx';
import { AppCommands } from './app-commands.tsx';
import { LazyPalette } from './lazy-palette.tsx';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { followFieldHistory } from '#renderer/controls/field-history.ts';
import { keepLinesApart } from '#renderer/controls/lines-apart.ts';
import { keepPressesSingle } from '#renderer/controls/one-press.ts';
import { followFocus } from '#renderer/controls/focus-home.ts';
import { ConnectingPage } from '#renderer/pages/first-page/connecting-page.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useAfterFirstPaint } from '#renderer/controls/use-after-first-paint.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { mantineTheme, resolveVariables } from '#renderer/theme/mantine-theme.ts';
import { useAppearance } from '#renderer/theme/use-appearance.ts';
import { Banners } from '#renderer/controls/banners.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

const Notes = lazyPart(async () => (await import('./notes.tsx')).Notes, <></>);
// Which of the two it is, the core says.
const FirstPage = lazyPart(
  async () => (await import('#renderer/pages/first-page/first-page.tsx')).FirstPage,
  <ConnectingPage />,
);
const WorkspacePage = lazyPart(
  async () => (await import('#renderer/desk/workspace-page.tsx')).WorkspacePage,
  <ConnectingPage />,
);

export function App() {
  const say = useSay();
  const theme = usePreferencesStore((state) => state.theme);
  useAppearance();
  useCommandKeys();
  useEffect(followFocus, []);
  useEffect(followFieldHistory, []);
  useEffect(keepLinesApart, []);
  useEffect(keepPressesSingle, []);
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={resolveVariables} forceColorScheme={theme}>
      <FaultBoundary name={say('common.notes')}>
        <Notes />
      </FaultBoundary>
      <FaultBoundary name={say('common.screen')}>
        <AppCommands />
      </FaultBoundary>
      <FaultBoundary name={say('common.screen')}>
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
