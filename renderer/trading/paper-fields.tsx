import { Radio, Select, SimpleGrid, TextInput } from '@mantine/core';
import { lotMethod } from '#src/contract/values.ts';
import type { NewPaperWorkspace } from '#src/contract/workspace.ts';
import type { PaperForm, PaperFormProblems } from './paper-form.ts';
import { Prose } from '#renderer/controls/prose.tsx';
import { useHiddenField } from '#renderer/controls/use-hidden-field.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';

type FieldsProps = {
  readonly form: PaperForm;
  readonly onChange: (part: Partial<PaperForm>) => void;
};

const lotMethods: { readonly value: NewPaperWorkspace['lotMethod']; readonly label: string }[] = [
  { value: 'AVERAGE', label: 'Average cost' },
  { value: 'FIFO', label: 'First in, first out (FIFO)' },
  { value: 'LIFO', label: 'Last in, first out (LIFO)' },
];

/** At whose prices paper orders fill. */
export function MarketField({ form, onChange }: FieldsProps) {
  const venues = useLiveStore((state) => state.venues);
  return (
    <Radio.Group label="Market" value={form.venue} onChange={(venue) => onChange({ venue })}>
      <SimpleGrid cols={2} mt={6}>
        {venues.map(({ id, label, description }) => (
          <Radio key={id} value={id} label={label} description={description} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

/** What a paper account begins with and what its fills cost. */
export function PaperCashFields({
  form,
  problems,
  onChange,
}: FieldsProps & { readonly problems: PaperFormProblems }) {
  const deposit = useHiddenField({
    value: form.deposit,
    amount: true,
    onChange: (text) => onChange({ deposit: text }),
  });

  function field(name: 'baseCurrency' | 'makerFeePercent' | 'takerFeePercent') {
    return {
      value: form[name],
      error: problems[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        onChange({ [name]: event.currentTarget.value }),
    };
  }

  return (
    <SimpleGrid cols={2}>
      <TextInput
        {...deposit.props}
        label="Starting cash"
        inputMode="decimal"
        error={problems.deposit !== undefined && <Prose text={problems.deposit} />}
      />
      <TextInput label="Currency" {...field('baseCurrency')} />
      <TextInput label="Maker fee, %" inputMode="decimal" {...field('makerFeePercent')} />
      <TextInput label="Taker fee, %" inputMode="decimal" {...field('takerFeePercent')} />
    </SimpleGrid>
  );
}

export function LotMethodField({ form, onChange }: FieldsProps) {
  return (
    <Select
      label="Cost of a position"
      description="Which lots a sale closes. It cannot be changed later."
      data={lotMethods}
      value={form.lotMethod}
      allowDeselect={false}
      onChange={(method) => onChange({ lotMethod: lotMethod.catch('AVERAGE').parse(method) })}
    />
  );
}
