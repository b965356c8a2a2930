import { Checkbox, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WarningThresholdsInput } from '#src/contract/order-warnings.ts';
import { dress } from '#renderer/format/number.ts';
import { refusalWords } from '#renderer/format/number-refusal.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { setPreferences, usePreferencesStore } from '#renderer/stores/preferences-store.ts';

type Threshold = {
  readonly name: keyof WarningThresholdsInput;
  readonly label: string;
  readonly unit?: string;
};

const thresholds: readonly Threshold[] = [
  { name: 'throughMarketPercent', label: 'Limit through the market by more than', unit: '%' },
  { name: 'fromMarketPercent', label: 'Limit or stop away from the market by more than', unit: '%' },
  { name: 'timesUsual', label: 'Larger than usual by more than', unit: '×' },
  { name: 'equityPercent', label: 'Share of equity of more than', unit: '%' },
  { name: 'spreadPercent', label: 'Market order at a spread of more than', unit: '%' },
  { name: 'quoteAgeSeconds', label: 'Market order on a quote older than', unit: 's' },
];

/** From where on an order is warned of before it is sent. */
export function WarningSettings() {
  const confirmWarnings = usePreferencesStore((state) => state.confirmWarnings);
  return (
    <Stack role="group" aria-labelledby="warning-settings" gap="xs">
      <span id="warning-settings">Warn before an order is sent</span>
      <SimpleGrid cols={2}>
        {thresholds.map((threshold) => (
          <ThresholdField key={threshold.name} {...threshold} />
        ))}
      </SimpleGrid>
      <Checkbox
        mt="sm"
        label="Confirm what is warned of, even where nothing else is confirmed"
        checked={confirmWarnings}
        onChange={(event) => setPreferences({ confirmWarnings: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/** What cannot be read stays in the field and changes nothing. */
function ThresholdField({ name, label, unit }: Threshold) {
  const held = usePreferencesStore((state) => state.warningThresholds);
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();

  function change(text: string): void {
    setTyped(text);
    const reading = parseNumber(text, separators, { unit });
    if (!reading.ok) setProblem(refusalWords(text, reading.error, separators).message);
    else if (reading.value.isNegative()) setProblem('Enter zero or more.');
    else {
      setProblem(undefined);
      setPreferences({ warningThresholds: { ...held, [name]: reading.value.toString() } });
    }
  }

  return (
    <TextInput
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? dress(held[name], separators)}
      rightSection={unit}
      error={problem}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => problem === undefined && setTyped(undefined)}
    />
  );
}
