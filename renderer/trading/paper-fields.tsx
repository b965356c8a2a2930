import { venueLabel } from '#renderer/words/feed-words.ts';
import { Radio, Select, SimpleGrid, TextInput } from '@mantine/core';
import { lotMethod } from '#src/contract/values.ts';
import type { PaperForm, PaperFormProblems } from './paper-form.ts';
import { Prose } from '#renderer/controls/prose.tsx';
import { useHiddenField } from '#renderer/controls/use-hidden-field.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type FieldsProps = {
  readonly form: PaperForm;
  readonly onChange: (part: Partial<PaperForm>) => void;
};

type ProblemFieldsProps = FieldsProps & { readonly problems: PaperFormProblems };

/** At whose prices paper orders fill. */
export function MarketField({ form, onChange }: FieldsProps) {
  const say = useSay();
  const venues = useLiveStore((state) => state.venues);
  return (
    <Radio.Group label={say('accounts.market')} value={form.venue} onChange={(venue) => onChange({ venue })}>
      <SimpleGrid cols={2} mt={6}>
        {venues.map((venue) => (
          <Radio
            key={venue.id}
            value={venue.id}
            label={venueLabel(venue)}
            description={say('accounts.about', { kind: venue.kind, venue: venue.label })}
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

/** What a paper account begins with and what its fills cost. */
export function PaperCashFields({ form, problems, onChange }: ProblemFieldsProps) {
  const say = useSay();
  const deposit = useHiddenField({
    value: form.deposit,
    amount: true,
    onChange: (text) => onChange({ deposit: text }),
  });

  return (
    <SimpleGrid cols={2}>
      <TextInput
        {...deposit.props}
        label={say('accounts.startingCash')}
        inputMode="decimal"
        error={problems.deposit !== undefined && <Prose text={problems.deposit} />}
      />
      <TextInput
        label={say('accounts.currency')}
        value={form.baseCurrency}
        error={problems.baseCurrency}
        onChange={(event) => onChange({ baseCurrency: event.currentTarget.value })}
      />
      <FeeFields form={form} problems={problems} onChange={onChange} />
    </SimpleGrid>
  );
}

/** What fills cost, and of a venue's own what they are estimated to. */
export function FeeFields({ form, problems, onChange }: ProblemFieldsProps) {
  const say = useSay();
  function field(name: 'makerFeePercent' | 'takerFeePercent') {
    return {
      value: form[name],
      error: problems[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        onChange({ [name]: event.currentTarget.value }),
    };
  }
  return (
    <>
      <TextInput label={say('accounts.makerFee')} inputMode="decimal" {...field('makerFeePercent')} />
      <TextInput label={say('accounts.takerFee')} inputMode="decimal" {...field('takerFeePercent')} />
    </>
  );
}

export function LotMethodField({ form, onChange }: FieldsProps) {
  const say = useSay();
  return (
    <Select
      label={say('accounts.lotMethod')}
      description={say('accounts.lotMethodMeaning')}
      data={lotMethod.options.map((value) => ({ value, label: say(`accounts.${value}`) }))}
      value={form.lotMethod}
      allowDeselect={false}
      onChange={(method) => onChange({ lotMethod: lotMethod.catch('AVERAGE').parse(method) })}
    />
  );
}
