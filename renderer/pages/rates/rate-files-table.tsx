import { Button } from '@mantine/core';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { dayText } from './day-text.ts';

/** Those that were taken, the latest first, with the way back. */
export function RateFilesTable({ again }: { readonly again: string }) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const answer = useAnswer('rates.files', {}, again);
  const { busy, failed, make } = useCall();
  const files = answer?.ok === true ? answer.value : [];
  if (files.length === 0) return undefined;
  return (
    <section aria-label={say('rates.files')}>
      <DataTable
        label={say('rates.files')}
        rows={files}
        keyOf={({ id }) => id}
        columns={[
          { id: 'name', head: say('rates.file'), render: ({ name }) => name },
          {
            id: 'days',
            head: say('rates.days'),
            render: ({ first, last }) => `${dayText(first)} – ${dayText(last)}`,
          },
          {
            id: 'currencies',
            head: say('rates.currencies'),
            kind: 'figure',
            render: ({ currencies }) => <span title={currencies.join(', ')}>{currencies.length}</span>,
          },
          {
            id: 'rates',
            head: say('rates.count'),
            kind: 'figure',
            render: ({ rates }) => format.count(rates),
          },
          {
            id: 'taken',
            head: say('rates.takenAt'),
            render: ({ importedAt }) => format.dateTime(importedAt),
          },
          {
            id: 'actions',
            head: say('rates.actions'),
            kind: 'actions',
            render: ({ id, name, undoneAt }) =>
              undoneAt === undefined ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  loading={busy}
                  aria-label={say('rates.undoOf', { name })}
                  onClick={() =>
                    run(
                      make({
                        action: say('rates.undoing'),
                        call: () => client.call('rates.undo', { id }),
                        onClose: () => undefined,
                      }),
                    )
                  }
                >
                  {say('rates.undo')}
                </Button>
              ) : (
                say('rates.undone', { time: format.dateTime(undoneAt) })
              ),
          },
        ]}
      />
      {failed !== undefined && <FailureNote {...failed} />}
    </section>
  );
}
