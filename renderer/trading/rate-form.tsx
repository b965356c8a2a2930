import { useId, useState } from 'react';
import type { Result } from '#src/domain/result.ts';
import { FieldForm } from '#renderer/controls/field-form.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

type RateFormProps = {
  /** What was worth so much of `into`, when it moved. */
  readonly of: string;
  readonly into: string;
  readonly time: number;
  readonly send: (rate: string) => Promise<Result<unknown, Failure>>;
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

/** What one unit of a currency was worth at a moment, as the trader says it. */
export function RateForm({ of, into, time, send, onDone, onLeave }: RateFormProps) {
  const say = useSay();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const field = useId();
  const rating = useCall();
  const read = parseNumber(typed, separators, { step: undefined, unit: into });

  async function save(): Promise<void> {
    setTried(true);
    if (!read.ok || !read.value.isPositive()) return;
    const rate = read.value.toString();
    await rating.make({ action: say('portfolio.setRate'), call: () => send(rate), onClose: onDone });
  }

  return (
    <FieldForm
      field={field}
      call={rating}
      keep={say('portfolio.keepRate')}
      leave={say('portfolio.leaveRate')}
      onKeep={save}
      onLeave={onLeave}
    >
      <NumberField
        id={field}
        label={say('portfolio.rateOf', { of, into, time: format.dateTime(time) })}
        description={say('portfolio.rateHint')}
        unit={into}
        step={undefined}
        value={typed}
        problem={problemOf()}
        onChange={setTyped}
      />
    </FieldForm>
  );

  function problemOf() {
    if (!tried) return undefined;
    if (typed.trim() === '') return { message: say('portfolio.rateMissing'), fills: [] };
    // The field itself says why it cannot be read.
    if (!read.ok) return { message: '', fills: [] };
    if (read.value.isPositive()) return undefined;
    return { message: say('portfolio.rateProblem', { problem: 'NOT_POSITIVE' }), fills: [] };
  }
}
