import { Button, Group } from '@mantine/core';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { RateFilePreviewInfo } from '#src/contract/rate-files.ts';
import { dayText } from './day-text.ts';

type RateFilePreviewProps = {
  readonly preview: RateFilePreviewInfo;
  readonly busy: boolean;
  readonly onTake: () => void;
};

/** Which currencies, which days, and how each rate is read: an example of each says which way it is. */
export function RateFilePreview({ preview, busy, onTake }: RateFilePreviewProps) {
  const say = useSay();
  const format = useFormat();
  const { rates, series, problems, invalid } = preview;
  return (
    <section aria-label={say('rates.inFile')}>
      <p>{say('rates.found', { count: rates, currencies: series.length })}</p>
      <DataTable
        label={say('rates.inFile')}
        rows={series}
        keyOf={({ of, into }) => `${of} ${into}`}
        columns={[
          {
            id: 'read',
            head: say('rates.readAs'),
            render: ({ of, into, latest }) => `1 ${of} = ${format.decimal(latest)} ${into}`,
          },
          { id: 'first', head: say('rates.first'), render: ({ first }) => dayText(first) },
          { id: 'last', head: say('rates.last'), render: ({ last }) => dayText(last) },
          {
            id: 'count',
            head: say('rates.count'),
            kind: 'figure',
            render: ({ rates: count }) => format.count(count),
          },
        ]}
      />
      {invalid > 0 && (
        <>
          <p role="note">{say('rates.invalid', { count: invalid })}</p>
          <ul>
            {problems.map(({ line, column, problem }) => (
              <li key={`${line} ${column}`}>
                {say('rates.row', { line: format.count(line), column, problem })}
              </li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end">
        <Button loading={busy} onClick={onTake}>
          {say('rates.take')}
        </Button>
      </Group>
    </section>
  );
}
