import { Checkbox, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { WarningThresholdsInput } from '#src/contract/order-warnings.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { err, type Result } from '#src/domain/result.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { parseNumber, respell } from '#renderer/format/parse-number.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';

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

type Typed = { readonly text: string; readonly separators: Separators };

/** What cannot be read stays in the field and changes nothing; another setting of the separators may read it. */
function ThresholdField({ name, label, unit }: Threshold) {
  const held = usePreferencesStore((state) => state.warningThresholds[name]);
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState<Typed>();
  const text =
    typed === undefined ? dress(held, separators) : respell(typed.text, typed.separators, separators);
  const reading = readThreshold(text, unit, separators);
  const readAgain = useLatest(change);
  useEffect(() => {
    if (typed !== undefined && typed.separators !== separators) readAgain(text);
  }, [typed, separators, text, readAgain]);

  function change(next: string): void {
    setTyped({ text: next, separators });
    const read = readThreshold(next, unit, separators);
    if (!read.ok) return;
    const { warningThresholds } = usePreferencesStore.getState();
    setPreferences({ warningThresholds: { ...warningThresholds, [name]: read.value.toString() } });
  }

  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={text}
      rightSection={unit}
      error={reading.ok ? undefined : reading.error}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => reading.ok && setTyped(undefined)}
    />
  );
}

/** What is wrong comes in words. */
function readThreshold(
  text: string,
  unit: string | undefined,
  separators: Separators,
): Result<Decimal, string> {
  const reading = parseNumber(text, separators, { unit });
  if (!reading.ok) return err(refusalWords(text, reading.error, separators).message);
  return reading.value.isNegative() ? err('Enter zero or more.') : reading;
}
