import type { GainSumInfo } from '#src/contract/gains.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { costIn, feesOf, proceedsIn, type FeesIn } from './gain-columns.tsx';

type GainSumsProps = {
  readonly sums: readonly GainSumInfo[];
  readonly year: string;
  readonly feesIn: FeesIn;
};

/** What the year comes to, by currency and by how long was held. */
export function GainSums({ sums, year, feesIn }: GainSumsProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <DataTable
      label={say('gains.sums', { year })}
      rows={sums}
      keyOf={({ currency, isLongTerm }) => `${currency} ${isLongTerm}`}
      columns={[
        {
          id: 'term',
          head: <span title={say('gains.termHint')}>{say('gains.term')}</span>,
          render: ({ isLongTerm }) => say(isLongTerm ? 'gains.long' : 'gains.short'),
        },
        {
          id: 'disposals',
          head: say('gains.disposals'),
          kind: 'figure',
          render: ({ disposals }) => format.count(disposals),
        },
        {
          id: 'proceeds',
          head: say('gains.proceeds'),
          kind: 'figure',
          render: ({ proceeds, currency }) => format.money(proceedsIn(feesIn, proceeds), currency),
        },
        {
          id: 'cost',
          head: say('gains.cost'),
          kind: 'figure',
          render: ({ cost, currency }) => format.money(costIn(feesIn, cost), currency),
        },
        ...(feesIn === 'apart'
          ? [
              {
                id: 'fees',
                head: say('gains.fee'),
                kind: 'figure' as const,
                render: (sum: GainSumInfo) => format.money(feesOf(sum), sum.currency),
              },
            ]
          : []),
        {
          id: 'gain',
          head: say('gains.gain'),
          kind: 'figure',
          render: ({ gain, currency }) => format.money(gain, currency),
        },
      ]}
    />
  );
}
