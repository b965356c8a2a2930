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
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

type Threshold = {
  readonly name: keyof WarningThresholdsInput;
  readonly unit?: string;
};

const thresholds: readonly Threshold[] = [
  { name: 'throughMarketPercent', unit: '%' },
  { name: 'fromMarketPercent', unit: '%' },
  { name: 'timesUsual', unit: '×' },
  { name: 'equityPercent', unit: '%' },
  { name: 'spreadPercent', unit: '%' },
  { name: 'quoteAgeSeconds', unit: 's' },
];

/** From where on an order is warned of before it is sent. */
export function WarningSettings() {
  const say = useSay();
  const confirmWarnings = usePreferencesStore((state) => state.confirmWarnings);
  return (
    <Stack role="group" aria-labelledby="warning-settings" gap="xs">
      <span id="warning-settings">{say('settings.warn')}</span>
      <SimpleGrid cols={2}>
        {thresholds.map((threshold) => (
          <ThresholdField key={threshold.name} {...threshold} />
        ))}
      </SimpleGrid>
      <Checkbox
        mt="sm"
        label={say('settings.confirmWarnings')}
        checked={confirmWarnings}
        onChange={(event) => setPreferences({ confirmWarnings: event.currentTarget.checked })}
      />
    </Stack>
  );
}

type Typed = { readonly text: string; readonly separators: Separators };

/** What cannot be read stays in the field and changes nothing; another setting of the separators may read it. */
function ThresholdField({ name, unit }: Threshold) {
  const say = useSay();
  const held = usePreferencesStore((state) => state.warningThresholds[name]);
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState<Typed>();
  const text =
    typed === undefined ? dress(held, separators) : respell(typed.text, typed.separators, separators);
  const reading = readThreshold(say, text, unit, separators);
  const readAgain = useLatest(change);
  useEffect(() => {
    if (typed !== undefined && typed.separators !== separators) readAgain(text);
  }, [typed, separators, text, readAgain]);

  function change(next: string): void {
    setTyped({ text: next, separators });
    const read = readThreshold(say, next, unit, separators);
    if (!read.ok) return;
    const { warningThresholds } = usePreferencesStore.getState();
    setPreferences({ warningThresholds: { ...warningThresholds, [name]: read.value.toString() } });
  }

  return (
    <TextInput
      label={say(`settings.${name}`)}
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
  say: Say,
  text: string,
  unit: string | undefined,
  separators: Separators,
): Result<Decimal, string> {
  const reading = parseNumber(text, separators, { unit });
  if (!reading.ok) return err(refusalWords(text, reading.error, separators).message);
  return reading.value.isNegative() ? err(say('problem.zeroOrMore')) : reading;
}
