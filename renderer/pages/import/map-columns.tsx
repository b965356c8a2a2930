import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportColumns, ImportMapping, ImportUnknownFormat } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { guessNotation } from './guess-notation.ts';
import { StepLead } from './step-lead.tsx';
import classes from './import.module.css';
import list from '#renderer/controls/list-table.module.css';

type MapColumnsProps = {
  readonly fileName: string;
  readonly unknown: ImportUnknownFormat;
  readonly known: ImportMapping | undefined;
  readonly onMapped: (mapping: ImportMapping) => void;
  readonly onStartOver: () => void;
};

type Field = { readonly column: keyof ImportColumns; readonly label: string; readonly needed: boolean };

const fields: readonly Field[] = [
  { column: 'time', label: 'Time', needed: true },
  { column: 'symbol', label: 'Symbol', needed: true },
  { column: 'side', label: 'Side', needed: true },
  { column: 'quantity', label: 'Quantity', needed: true },
  { column: 'price', label: 'Price', needed: true },
  { column: 'currency', label: 'Price currency', needed: false },
  { column: 'fee', label: 'Fee', needed: false },
  { column: 'feecurrency', label: 'Fee currency', needed: false },
  { column: 'orderid', label: 'Order id', needed: false },
  { column: 'tradeid', label: 'Trade id', needed: false },
];
const orders = [
  { value: 'YMD', label: '2025-01-31' },
  { value: 'DMY', label: '31/01/2025' },
  { value: 'MDY', label: '01/31/2025' },
];
const decimals = [
  { value: '.', label: 'Point, 1234.56' },
  { value: ',', label: 'Comma, 1.234,56' },
];
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Which column of an unknown file is what; guessed, or as such a file was mapped before. */
export function MapColumns({ fileName, unknown, known, onMapped, onStartOver }: MapColumnsProps) {
  const format = useFormat();
  const { header, samples, guess } = unknown;
  const [columns, setColumns] = useState<ImportColumns>(known?.columns ?? guess);
  const notation = guessNotation(samples, guess);
  const [zone, setZone] = useState(known?.times.zone ?? 'UTC');
  const [order, setOrder] = useState<ImportMapping['times']['order']>(known?.times.order ?? notation.order);
  const [decimal, setDecimal] = useState<ImportMapping['decimal']>(known?.decimal ?? notation.decimal);
  const choices = header.map((name, place) => ({
    value: String(place),
    label: name === '' ? `Column ${place + 1}` : name,
  }));
  const complete = fields.every(({ column, needed }) => !needed || columns[column] !== undefined);
  const meanings = new Map(fields.map(({ column, label }) => [columns[column], label]));

  return (
    <Stack gap="md">
      <StepLead>
        The columns of <strong>{fileName}</strong> are not known. Say which is what and how times and numbers
        are written; it is remembered for the next file of this kind.
      </StepLead>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm" verticalSpacing="xs">
        {fields.map(({ column, label, needed }) => (
          <Select
            key={column}
            label={label}
            withAsterisk={needed}
            clearable={!needed}
            searchable
            placeholder={needed ? 'Choose a column' : 'Not in the file'}
            data={choices}
            value={columns[column] === undefined ? null : String(columns[column])}
            onChange={(value) =>
              setColumns({ ...columns, [column]: value === null ? undefined : Number(value) })
            }
          />
        ))}
        <Select
          label="Time zone of the times"
          searchable
          allowDeselect={false}
          data={zones}
          value={zone}
          onChange={(value) => setZone(value ?? 'UTC')}
        />
        <Select
          label="Dates are written"
          allowDeselect={false}
          data={orders}
          value={order}
          onChange={(value) => setOrder(value === 'DMY' || value === 'MDY' ? value : 'YMD')}
        />
        <Select
          label="Decimal separator"
          allowDeselect={false}
          data={decimals}
          value={decimal}
          onChange={(value) => setDecimal(value === ',' ? ',' : '.')}
        />
      </SimpleGrid>
      <section aria-label="First rows of the file">
        <h3 className={classes['heading']}>The first rows</h3>
        <div className={list['scroll']} tabIndex={0} role="group" aria-label="Rows of the file">
          <table className={list['table']}>
            <thead>
              <tr>
                {choices.map(({ value, label }, place) => (
                  <th key={value}>
                    {label}
                    <div className={classes['meaning']}>{meanings.get(place) ?? ' '}</div>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {samples.map((cells) => (
                <tr key={cells.join('\n')}>
                  {choices.map(({ value }, place) => (
                    <td key={value} className="td-number">
                      {format.prose(cells[place] ?? '')}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStartOver}>
          Choose another file
        </Button>
        <Button
          disabled={!complete}
          onClick={() => onMapped({ header, columns, times: { zone, order }, decimal })}
        >
          Preview
        </Button>
      </Group>
    </Stack>
  );
}
