/** What main.tsx brings to every page: without it a component has neither its size nor its colours. */
import '#renderer/theme/mantine.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/index.css';
import '#renderer/theme/variables.css';
import '#renderer/theme/global.css';

import { beforeEach } from 'vitest';
import { useAnnouncementStore } from '#renderer/controls/announcement-store.ts';
import { setArmed } from '#renderer/commands/arm-store.ts';
import { freshAtFirst, useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { useSettingStore } from '#renderer/saved/setting-store.ts';
import { defaultPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { speakEnglish } from '#test/renderer/english.ts';
import { usePanelStore } from '#renderer/desk/links/panel-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { watchRenders } from '#test/renderer/count-renders.ts';

watchRenders();

usePreferencesStore.subscribe(({ separators }, before) => {
  if (separators !== before.separators) speakEnglish(separators);
});

beforeEach(() => {
  speakEnglish();
  setArmed(false);
  useAnnouncementStore.setState([], true);
  useLiveStore.setState(initialLiveState, true);
  usePreferencesStore.setState(defaultPreferences, true);
  useSettingStore.setState({}, true);
  useFreshnessStore.setState(freshAtFirst, true);
  usePanelStore.setState({ open: {}, lastUsed: [], covered: {} });
  useWindowLink.setState({ instrumentId: undefined, portfolioId: undefined, accountId: undefined });
});
