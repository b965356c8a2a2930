import { Checkbox, NativeSelect, SegmentedControl, SimpleGrid, Stack, UnstyledButton } from '@mantine/core';
import classes from './settings-dialog.module.css';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { BaseCurrencySetting } from './base-currency-setting.tsx';
import { KeySettings } from './key-settings.tsx';
import {
  closeSettings,
  openSettings,
  type SettingName,
  type SettingPage,
  settingPages,
  useOpenedSettings,
} from './open-settings.ts';
import { WarningSettings } from './warning-settings.tsx';
import { preferencesSchema, setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { allSeparators, type Separators } from '#renderer/format/number.ts';
import { languageAt, languageNames, languageOf, systemLanguage } from '#renderer/words/languages.ts';
import { useSay } from '#renderer/controls/use-say.ts';

const { theme, sideColours, profitColours, separators, timeZone } = preferencesSchema.shape;

const writings: Readonly<Record<Separators, string>> = {
  'comma-point': '1,234.50',
  'point-comma': '1.234,50',
  'space-comma': '1 234,50',
  'space-point': '1 234.50',
  'apostrophe-point': '1’234.50',
  'none-point': '1234.50',
};
const dayHours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const dayZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Every choice takes effect at once and is kept for every workspace. */
export function SettingsDialog() {
  const say = useSay();
  const { opened } = useOpenedSettings();
  return (
    <Dialog opened={opened !== undefined} onClose={closeSettings} title={say('settings.title')} size={560}>
      <SegmentedControl<SettingPage>
        fullWidth
        mb="lg"
        aria-label={say('settings.shown')}
        value={opened?.page ?? 'General'}
        onChange={openSettings}
        data={settingPages.map((value) => ({ value, label: say(`settings.page_${value}`) }))}
      />
      {opened?.page === 'Keys' ? <KeySettings /> : <GeneralSettings at={opened?.at} />}
    </Dialog>
  );
}

function GeneralSettings({ at }: { readonly at: SettingName | undefined }) {
  const say = useSay();
  const preferences = usePreferencesStore();
  /** Its words, and the focus if it is the one that was looked for. */
  function named(name: SettingName) {
    return {
      label: say(`settings.${name}`),
      ...(name === at ? { 'data-autofocus': true } : {}),
    };
  }
  return (
    <Stack gap="lg">
      <SimpleGrid cols={2}>
        <NativeSelect
          {...named('language')}
          value={preferences.language}
          data={[
            {
              value: 'system',
              label: say('settings.systemLanguage', {
                name: languageNames.find(({ tag }) => tag === systemLanguage())?.name ?? '',
              }),
            },
            ...languageNames.map(({ tag, name }) => ({ value: tag, label: name })),
          ]}
          onChange={(event) => setPreferences({ language: event.currentTarget.value })}
        />
        <NativeSelect
          {...named('theme')}
          value={preferences.theme}
          data={[
            { value: 'dark', label: say('settings.dark') },
            { value: 'light', label: say('settings.light') },
          ]}
          onChange={(event) => setPreferences({ theme: theme.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          {...named('density')}
          value={String(preferences.density)}
          data={[
            { value: '22', label: say('settings.dense') },
            { value: '26', label: say('settings.standard') },
            { value: '32', label: say('settings.roomy') },
          ]}
          onChange={(event) =>
            setPreferences({
              density: preferencesSchema.shape.density.parse(Number(event.currentTarget.value)),
            })
          }
        />
        <NativeSelect
          {...named('profitColours')}
          value={preferences.profitColours}
          data={[
            { value: 'western', label: say('settings.western') },
            { value: 'east-asia', label: say('settings.eastAsia') },
            { value: 'colour-safe', label: say('settings.colourSafe') },
          ]}
          onChange={(event) =>
            setPreferences({ profitColours: profitColours.parse(event.currentTarget.value) })
          }
        />
        <NativeSelect
          {...named('sideColours')}
          value={preferences.sideColours}
          data={[
            { value: 'blue-orange', label: say('settings.blueOrange') },
            { value: 'teal-violet', label: say('settings.tealViolet') },
          ]}
          onChange={(event) => setPreferences({ sideColours: sideColours.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          {...named('separators')}
          value={preferences.separators}
          data={allSeparators.map((value) => ({ value, label: writings[value] }))}
          description={<LanguageNumbers />}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setPreferences({ separators: separators.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          {...named('timeZone')}
          value={preferences.timeZone}
          data={[
            { value: 'local', label: say('settings.local') },
            { value: 'utc', label: 'UTC' },
          ]}
          onChange={(event) => setPreferences({ timeZone: timeZone.parse(event.currentTarget.value) })}
        />
        <NativeSelect
          {...named('dayHour')}
          value={String(preferences.dayHour)}
          data={dayHours}
          onChange={(event) => setPreferences({ dayHour: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={say('settings.dayClock')}
          value={preferences.dayZone}
          data={[{ value: 'local', label: say('settings.thisMachine') }, ...dayZones]}
          onChange={(event) => setPreferences({ dayZone: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Checkbox
        {...named('confirmOrders')}
        checked={preferences.confirmOrders}
        onChange={(event) => setPreferences({ confirmOrders: event.currentTarget.checked })}
      />
      <Checkbox
        {...named('confirmCancels')}
        checked={preferences.confirmCancels}
        onChange={(event) => setPreferences({ confirmCancels: event.currentTarget.checked })}
      />
      <WarningSettings />
      <BaseCurrencySetting />
      <NativeSelect
        {...named('disarmAfterMinutes')}
        value={String(preferences.disarmAfterMinutes)}
        data={[1, 5, 15, 60].map((count) => ({
          value: String(count),
          label: say('settings.disarmMinutes', { count }),
        }))}
        onChange={(event) =>
          setPreferences({
            disarmAfterMinutes: preferencesSchema.shape.disarmAfterMinutes.parse(
              Number(event.currentTarget.value),
            ),
          })
        }
      />
      <Checkbox
        {...named('flashPrices')}
        checked={preferences.flashPrices}
        onChange={(event) => setPreferences({ flashPrices: event.currentTarget.checked })}
      />
      <Checkbox
        {...named('privacy')}
        checked={preferences.privacy}
        onChange={(event) => setPreferences({ privacy: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/**
 * A language changes no number by itself: a text that was typed by habit would be read as another amount. Where it writes
 * them otherwise, that is offered.
 */
function LanguageNumbers() {
  const say = useSay();
  const { language, separators: chosen } = usePreferencesStore();
  const { separators: written } = languageAt(languageOf(language));
  if (written === undefined || written === chosen) return null;
  return (
    <UnstyledButton
      className={classes['offer'] ?? ''}
      onClick={() => setPreferences({ separators: written })}
    >
      {say('settings.languageNumbers', { example: writings[written] })}
    </UnstyledButton>
  );
}
