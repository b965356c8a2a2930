import { useId, useState } from 'react';
import type { BalanceInfo } from '#src/contract/balances.ts';
import { mostPlaces } from '#src/domain/balance-assertion.ts';
import { FieldForm } from '#renderer/controls/field-form.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { dress } from '#renderer/format/number.ts';
import { parseNumber, plainNumberText } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { readAmount } from './balance-lines.ts';

type CorrectBalanceProps = { readonly balance: BalanceInfo; readonly onLeave: () => void };

/** Another amount in the place of the one that was entered. */
export function CorrectBalance({ balance, onLeave }: CorrectBalanceProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const assets = useAssetWords();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState(() => dress(balance.quantity, separators));
  const [tried, setTried] = useState(false);
  const field = useId();
  const correcting = useCall();
  const name = assets.nameOf(balance.asset);
  const unit = balance.asset.kind === 'currency' ? name : undefined;
  const read = parseNumber(typed, separators, { unit });
  // The unit may be typed behind it.
  const quantity = readAmount(typed, separators) ?? (read.ok ? read.value.toString() : undefined);
  const hasTooMany = (plainNumberText(typed, separators)?.split('.')[1]?.length ?? 0) > mostPlaces;

  async function save(): Promise<void> {
    setTried(true);
    if (quantity === undefined || hasTooMany) return;
    await correcting.make({
      action: say('balance.correcting'),
      call: () => client.call('balances.correct', { id: balance.id, quantity }),
      onClose: onLeave,
    });
  }

  return (
    <FieldForm
      field={field}
      call={correcting}
      keep={say('balance.keep')}
      leave={say('balance.leave')}
      onKeep={save}
      onLeave={onLeave}
    >
      <NumberField
        id={field}
        label={say('balance.correctTo', { asset: name, day: assets.day(balance.day) })}
        description={say('balance.correctHint')}
        unit={unit}
        step={undefined}
        amount
        value={typed}
        problem={problemOf()}
        onChange={setTyped}
      />
    </FieldForm>
  );

  function problemOf() {
    if (!tried) return undefined;
    if (hasTooMany)
      return { message: say('balance.TOO_MANY_PLACES', { most: format.count(mostPlaces) }), fills: [] };
    if (typed.trim() === '')
      return { message: say('balance.linesMissing', { sample: dress('0.5', separators) }), fills: [] };
    // The field itself says why it cannot be read.
    return read.ok ? undefined : { message: '', fills: [] };
  }
}
