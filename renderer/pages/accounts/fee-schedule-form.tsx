import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import { feeBases, type FeeBasis } from '#src/domain/fee-schedule.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './accounts.module.css';

type FeeScheduleFormProps = { readonly accountId: string; readonly connected: boolean };
type Terms = CallInput<'accounts.setFeeSchedule'>['terms'];
type Typed = {
  readonly since: string;
  readonly basis: FeeBasis;
  readonly maker: string;
  readonly taker: string;
  readonly amount: string;
  readonly currency: string;
  readonly minimum: string;
};
type Field = keyof Typed;
type NumberOf = Exclude<Field, 'since' | 'basis' | 'currency'>;
type Read = { readonly since: number; readonly terms: Terms } | { readonly missing: readonly Field[] };

const nothing: Typed = {
  since: '',
  basis: 'share',
  maker: '',
  taker: '',
  amount: '',
  currency: '',
  minimum: '',
};
const perCent = Decimal.from('0.01');

/** One more, in the place of the one of the same day. */
export function FeeScheduleForm({ accountId, connected }: FeeScheduleFormProps) {
  const say = useSay();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState(nothing);
  const [wrong, setWrong] = useState<Partial<Record<Field, string>>>({});
  const setting = useCall();

  function change(part: Partial<Typed>): void {
    setTyped((before) => ({ ...before, ...part }));
    setWrong({});
  }

  async function save(): Promise<void> {
    const read = readTyped(typed, (text) => numberIn(text));
    if ('missing' in read) {
      setWrong(Object.fromEntries(read.missing.map((field) => [field, say('activity.missing')])));
      return;
    }
    await setting.make({
      action: say('accounts.feeKeeping'),
      call: () => client.call('accounts.setFeeSchedule', { accountId, ...read }),
      onClose: () => setTyped(nothing),
      onFailed(failure) {
        if (failure.code !== 'INVALID_SCHEDULE') return false;
        const words = failure.problems.map(({ field, code }) => [
          field,
          say('accounts.feeProblem', { code }),
        ]);
        setWrong(Object.fromEntries(words));
        return true;
      },
    });
  }

  function numberIn(text: string): Decimal | undefined {
    const read = parseNumber(text, separators, { step: undefined, unit: undefined });
    return read.ok ? read.value : undefined;
  }

  function number(field: NumberOf, label: string, unit?: string) {
    const message = wrong[field];
    return (
      <NumberField
        label={label}
        unit={unit}
        step={undefined}
        value={typed[field]}
        problem={message === undefined ? undefined : { message, fills: [] }}
        onChange={(text) => change({ [field]: text })}
      />
    );
  }

  return (
    <form
      aria-label={say('accounts.feeSchedule')}
      onSubmit={(event) => {
        event.preventDefault();
        run(save());
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={say('accounts.feeSince')}
            value={typed.since}
            error={wrong.since}
            onChange={(event) => change({ since: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            label={say('accounts.feeBasis')}
            value={typed.basis}
            data={feeBases.map((basis) => ({ value: basis, label: say('accounts.feeBasisOf', { basis }) }))}
            onChange={(event) =>
              change({ basis: feeBases.find((each) => each === event.currentTarget.value) ?? 'share' })
            }
          />
        </Group>
        <Group grow align="flex-start">
          {typed.basis === 'share' ? (
            <>
              {number('maker', say('accounts.makerFee'), '%')}
              {number('taker', say('accounts.takerFee'), '%')}
            </>
          ) : (
            <>
              {number('amount', say('accounts.feeEach'))}
              <TextInput
                label={say('accounts.currency')}
                value={typed.currency}
                error={wrong.currency}
                maxLength={60}
                spellCheck={false}
                onChange={(event) => change({ currency: event.currentTarget.value })}
              />
            </>
          )}
          {number('minimum', say('accounts.feeMinimum'))}
        </Group>
        <p className={classes['lead']}>{say('accounts.feeMinimumHint')}</p>
        {setting.failed !== undefined && <FailureNote {...setting.failed} />}
        <Group justify="flex-end">
          <Button type="submit" loading={setting.busy} disabled={!connected}>
            {say('accounts.feeKeep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function readTyped(typed: Typed, numberIn: (text: string) => Decimal | undefined): Read {
  const { basis } = typed;
  const since = Date.parse(`${typed.since}T00:00:00Z`);
  const currency = typed.currency.trim().toUpperCase();
  const minimum = numberIn(typed.minimum);
  const needed = basis === 'share' ? (['maker', 'taker'] as const) : (['amount'] as const);
  const missing: Field[] = needed.filter((field) => numberIn(typed[field]) === undefined);
  if (Number.isNaN(since)) missing.push('since');
  if (basis !== 'share' && currency === '') missing.push('currency');
  if (typed.minimum.trim() !== '' && minimum === undefined) missing.push('minimum');
  if (missing.length > 0) return { missing };
  const text = (field: NumberOf): string => (numberIn(typed[field]) ?? Decimal.zero).toString();
  const share = (field: NumberOf): string => Decimal.from(text(field)).times(perCent).toString();
  const least = minimum === undefined ? {} : { minimum: minimum.toString() };
  const terms: Terms =
    basis === 'share'
      ? { basis, maker: share('maker'), taker: share('taker'), ...least }
      : { basis, amount: text('amount'), currency, ...least };
  return { since, terms };
}
