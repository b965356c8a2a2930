import { Checkbox, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { WarningSettings } from './warning-settings.tsx';
import { preferencesSchema, setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';

const { theme, sideColours, profitColours, separators, timeZone } = preferencesSchema.shape;

const dayHours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const dayZones = [
  { value: 'local', label: 'This machine' },
  { value: 'UTC', label: 'UTC' },
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

type SettingsDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** Every choice takes effect at once and is kept for every workspace. */
export function SettingsDialog({ opened, onClose }: SettingsDialogProps) {
  const preferences = usePreferencesStore();
  return (
    <Dialog opened={opened} onClose={onClose} title="Settings" size={560}>
      <Stack gap="lg">
        <SimpleGrid cols={2}>
          <NativeSelect
            label="Theme"
            value={preferences.theme}
            data={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
            ]}
            onChange={(event) => setPreferences({ theme: theme.parse(event.currentTarget.value) })}
          />
          <NativeSelect
            label="Rows"
            value={String(preferences.density)}
            data={[
              { value: '22', label: 'Dense, 22 px' },
              { value: '26', label: 'Standard, 26 px' },
              { value: '32', label: 'Roomy, 32 px' },
            ]}
            onChange={(event) =>
              setPreferences({
                density: preferencesSchema.shape.density.parse(Number(event.currentTarget.value)),
              })
            }
          />
          <NativeSelect
            label="Gain and loss"
            value={preferences.profitColours}
            data={[
              { value: 'western', label: 'Gain green, loss red' },
              { value: 'east-asia', label: 'Gain red, loss green' },
              { value: 'colour-safe', label: 'Gain blue, loss orange' },
            ]}
            onChange={(event) =>
              setPreferences({ profitColours: profitColours.parse(event.currentTarget.value) })
            }
          />
          <NativeSelect
            label="Buy and sell"
            value={preferences.sideColours}
            data={[
              { value: 'blue-orange', label: 'Buy blue, sell orange' },
              { value: 'teal-violet', label: 'Buy teal, sell violet' },
            ]}
            onChange={(event) =>
              setPreferences({ sideColours: sideColours.parse(event.currentTarget.value) })
            }
          />
          <NativeSelect
            label="Numbers"
            value={preferences.separators}
            data={[
              { value: 'comma-point', label: '1,234.50' },
              { value: 'point-comma', label: '1.234,50' },
              { value: 'space-point', label: '1 234.50' },
              { value: 'none-point', label: '1234.50' },
            ]}
            onChange={(event) => setPreferences({ separators: separators.parse(event.currentTarget.value) })}
          />
          <NativeSelect
            label="Times"
            value={preferences.timeZone}
            data={[
              { value: 'local', label: 'Local' },
              { value: 'utc', label: 'UTC' },
            ]}
            onChange={(event) => setPreferences({ timeZone: timeZone.parse(event.currentTarget.value) })}
          />
          <NativeSelect
            label="Day P&L counts from"
            value={String(preferences.dayHour)}
            data={dayHours}
            onChange={(event) => setPreferences({ dayHour: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label="by the clock of"
            value={preferences.dayZone}
            data={dayZones}
            onChange={(event) => setPreferences({ dayZone: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Checkbox
          label="Ask before an order or an amendment is sent"
          checked={preferences.confirmOrders}
          onChange={(event) => setPreferences({ confirmOrders: event.currentTarget.checked })}
        />
        <Checkbox
          label="Ask before a cancel"
          checked={preferences.confirmCancels}
          onChange={(event) => setPreferences({ confirmCancels: event.currentTarget.checked })}
        />
        <WarningSettings />
        <NativeSelect
          label="Armed keys are safe again after"
          value={String(preferences.disarmAfterMinutes)}
          data={[
            { value: '1', label: '1 minute without a key or a click' },
            { value: '5', label: '5 minutes without a key or a click' },
            { value: '15', label: '15 minutes without a key or a click' },
            { value: '60', label: '60 minutes without a key or a click' },
          ]}
          onChange={(event) =>
            setPreferences({
              disarmAfterMinutes: preferencesSchema.shape.disarmAfterMinutes.parse(
                Number(event.currentTarget.value),
              ),
            })
          }
        />
        <Checkbox
          label="Privacy: hide amounts"
          checked={preferences.privacy}
          onChange={(event) => setPreferences({ privacy: event.currentTarget.checked })}
        />
      </Stack>
    </Dialog>
  );
}
