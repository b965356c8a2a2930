import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportColumns, ImportMapping, ImportUnknownFormat } from '#src/contract/imports.ts';
import type { SavedMapping } from './saved-mapping.ts';
import { KeptAnswers } from './kept-answers.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { guessNotation } from './guess-notation.ts';
import { zones } from './zones.ts';
import { StepLead } from './step-lead.tsx';
import classes from './import.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type MapColumnsProps = {
  readonly fileName: string;
  readonly unknown: ImportUnknownFormat;
  readonly known: SavedMapping | undefined;
  readonly onMapped: (mapping: SavedMapping) => void;
  readonly onStartOver: () => void;
};

type Field = { readonly column: keyof ImportColumns; readonly needed: boolean };

const fields: readonly Field[] = [
  { column: 'time', needed: true },
  { column: 'symbol', needed: true },
  { column: 'side', needed: true },
  { column: 'quantity', needed: true },
  { column: 'price', needed: true },
  { column: 'total', needed: false },
  { column: 'currency', needed: false },
  { column: 'fee', needed: false },
  { column: 'feecurrency', needed: false },
  { column: 'orderid', needed: false },
  { column: 'tradeid', needed: false },
  { column: 'status', needed: false },
  { column: 'level', needed: false },
  { column: 'kind', needed: false },
  { column: 'base', needed: false },
  { column: 'settle', needed: false },
  { column: 'multiplier', needed: false },
];
/** What tells the side where no column does. */
const directions = ['quantity', 'paid', 'value'] as const;

/** Which column of an unknown file is what; guessed, or as such a file was mapped before. */
export function MapColumns({ fileName, unknown, known, onMapped, onStartOver }: MapColumnsProps) {
  const say = useSay();
  const format = useFormat();
  const { header, samples, guess } = unknown;
  const [columns, setColumns] = useState<ImportColumns>(known?.columns ?? guess);
  const notation = guessNotation(samples, guess);
  const [direction, setDirection] = useState<ImportMapping['direction']>(
    known === undefined && guess.side === undefined ? notation.direction : known?.direction,
  );
  const [answers, setAnswers] = useState(known?.answers ?? {});
  const [zone, setZone] = useState(known?.times.zone ?? 'UTC');
  const [order, setOrder] = useState<ImportMapping['times']['order']>(known?.times.order ?? notation.order);
  const [decimal, setDecimal] = useState<ImportMapping['decimal']>(known?.decimal ?? notation.decimal);
  const choices = header.map((name, place) => ({
    value: String(place),
    label: name === '' ? say('imports.columnNumber', { number: String(place + 1) }) : name,
  }));
  const orders = [
    { value: 'YMD', label: say('imports.datesByFile') },
    { value: 'DMY', label: '31/01/2025' },
    { value: 'MDY', label: '01/31/2025' },
  ];
  const bySigns = {
    quantity: say('imports.byQuantity'),
    paid: say('imports.byPaid'),
    value: say('imports.byValue'),
  };
  const signed = columns.side === undefined ? direction : undefined;
  // A total will do for the price, and a sign for the side.
  const isNeeded = ({ column, needed }: Field) =>
    column === 'total'
      ? signed === 'paid' || signed === 'value'
      : needed && !(column === 'price' ? columns.total !== undefined : column === 'side' && signed);
  const complete = fields.every((field) => !isNeeded(field) || columns[field.column] !== undefined);
  const meanings = Map.groupBy(fields, ({ column }) => columns[column]);
  const signs = directions.map((value) => ({ value, label: bySigns[value] }));

  function choose(column: keyof ImportColumns, value: string | null): void {
    const sign = directions.find((each) => each === value);
    const place = value === null || sign !== undefined ? undefined : Number(value);
    setColumns({ ...columns, [column]: place });
    if (column === 'side') setDirection(sign);
  }

  function chosen(column: keyof ImportColumns): string | null {
    const place = columns[column];
    if (place !== undefined) return String(place);
    return column === 'side' ? (direction ?? null) : null;
  }

  return (
    <Stack gap="md">
      <StepLead>
        {say.rich('imports.columnsUnknown', {
          file: fileName,
          strong,
        })}
      </StepLead>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm" verticalSpacing="xs">
        {fields.map((field) => {
          const { column } = field;
          const needed = isNeeded(field);
          return (
            <Select
              key={column}
              label={say(`imports.${column}`)}
              withAsterisk={needed}
              clearable={!needed}
              searchable
              placeholder={needed ? say('imports.chooseColumn') : say('imports.notInFile')}
              data={column === 'side' ? [...choices, ...signs] : choices}
              value={chosen(column)}
              onChange={(value) => choose(column, value)}
            />
          );
        })}
        <Select
          label={say('imports.zone')}
          searchable
          allowDeselect={false}
          data={zones}
          value={zone}
          onChange={(value) => setZone(value ?? 'UTC')}
        />
        <Select
          label={say('imports.datesWritten')}
          allowDeselect={false}
          data={orders}
          value={order}
          onChange={(value) => setOrder(value === 'DMY' || value === 'MDY' ? value : 'YMD')}
        />
        <Select
          label={say('imports.decimalSeparator')}
          allowDeselect={false}
          data={[
            { value: '.', label: say('imports.decimalPoint') },
            { value: ',', label: say('imports.decimalComma') },
          ]}
          value={decimal}
          onChange={(value) => setDecimal(value === ',' ? ',' : '.')}
        />
      </SimpleGrid>
      <KeptAnswers answers={answers} onAskAgain={() => setAnswers({})} />
      <section aria-label={say('imports.firstRowsOfFile')}>
        <h3 className={classes['heading']}>{say('imports.firstRows')}</h3>
        <DataTable
          label={say('imports.rowsOfFile')}
          rows={samples}
          keyOf={(cells) => cells.join('\n')}
          columns={choices.map(({ value, label }, place) => ({
            id: value,
            head: (
              <>
                {label}
                <div className={classes['meaning']}>
                  {(meanings.get(place) ?? []).map(({ column }) => say(`imports.${column}`)).join(', ') ||
                    '\u00A0'}
                </div>
              </>
            ),
            kind: 'digits',
            render: (cells: readonly string[]) => format.prose(cells[place] ?? ''),
          }))}
        />
      </section>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStartOver}>
          {say('imports.chooseAnother')}
        </Button>
        <Button
          disabled={!complete}
          onClick={() =>
            onMapped({ header, columns, direction: signed, times: { zone, order }, decimal, answers })
          }
        >
          {say('imports.preview')}
        </Button>
      </Group>
    </Stack>
  );
}
