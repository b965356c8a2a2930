import { Button, Checkbox, Group, Menu } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { ActivityInfo, EntryInfo, TradeInfo } from '#src/contract/activity.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { enteredTypes } from '#src/domain/entered-movement.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import type { Table } from '#renderer/core/table.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { withoutFormula } from '#renderer/grid/spreadsheet-text.ts';
import type { GridQuery, GridSource, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { activityColumns, activityId, kindOf } from './activity-columns.tsx';
import { activityFilter } from './activity-query.ts';
import { FeeDialog, mayTellFee } from './fee-dialog.tsx';
import { MovementDialog } from './movement-dialog.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import classes from './activity.module.css';

type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'correct' | 'takeBack'; readonly entry: EntryInfo }
  | { readonly what: 'fee'; readonly trade: TradeInfo };
type ActivityDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

const newestFirst = initialView({ id: 'time', descending: true });
const nothingLive: readonly Table<ActivityInfo>[] = [];

/** All that moved in the accounts of a portfolio, by trades and otherwise. */
export function ActivityDialog({ portfolio, onClose }: ActivityDialogProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const assets = useAssetWords();
  const allAccounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const [corrected, setCorrected] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [shown, setShown] = useState<ActivityInfo>();
  const accounts = useMemo(
    () => allAccounts.filter(({ portfolioId }) => portfolioId === portfolio.id),
    [allAccounts, portfolio.id],
  );
  const columns = useMemo(
    () => activityColumns({ instruments, accounts, base: portfolio.baseCurrency, format, assets }),
    [instruments, accounts, portfolio.baseCurrency, format, assets],
  );
  const plan = useCallback(
    (query: GridQuery<ActivityInfo>): PagePlan<ActivityInfo> => {
      const { filter, covers } = activityFilter(query, instruments);
      const sorted = query.sort.id === 'time';
      const direction = sorted && !query.sort.descending ? ('ascending' as const) : ('descending' as const);
      const request = { portfolioId: portfolio.id, filter: { ...filter, corrected }, direction };
      return {
        request,
        sorted,
        covers,
        fetchPage: (page) => client.call('activity.page', { ...request, ...page }),
      };
    },
    [client, instruments, portfolio.id, corrected],
  );
  const separating = useCall();
  function separate({ id }: EntryInfo): Promise<void> {
    return separating.make({
      action: say('activity.separating'),
      call: () => client.call('activity.separate', { id }),
      onClose: () => undefined,
    });
  }
  const source: GridSource<ActivityInfo> = { kind: 'paged', plan, live: nothingLive, updatedAt: recordedAt };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${say('command.portfolio.activity')} · ${portfolio.name}`}
      size="min(96vw, 1500px)"
    >
      <div className={classes['page']}>
        <p className={classes['lead']}>{say('activity.lead')}</p>
        <div className={classes['grid']}>
          <DataGrid
            name={say('command.portfolio.activity')}
            viewKey="activity"
            initialView={newestFirst}
            columns={columns}
            idOf={activityId}
            nameOf={(row) =>
              say('activity.name', {
                kind: say(`activity.kind_${kindOf(row)}`),
                amount: row.asset === undefined ? '' : assets.amount(row.amount, row.asset),
                asset: row.asset === undefined ? '' : assets.nameOf(row.asset),
                time: format.dateTime(row.time),
              })
            }
            source={source}
            empty={<p>{say('activity.none')}</p>}
            onOpen={setShown}
            onDoubleClick={setShown}
            toolbar={
              <Checkbox
                size="xs"
                label={say('activity.corrected')}
                checked={corrected}
                onChange={(event) => setCorrected(event.currentTarget.checked)}
              />
            }
            renderMenu={(row) => (
              <>
                <Menu.Item rightSection={<KeyName of="table.open" />} onClick={() => setShown(row)}>
                  {say('activity.show')}
                </Menu.Item>
                {row.kind === 'trade' && mayTellFee(row) && (
                  <Menu.Item onClick={() => setAsked({ what: 'fee', trade: row })}>
                    {say(row.fee === undefined ? 'activity.tellFee' : 'activity.correctFee')}
                  </Menu.Item>
                )}
                {isOpenToChange(row) && (
                  <>
                    <Menu.Item
                      disabled={!isEntered(row)}
                      onClick={() => setAsked({ what: 'correct', entry: row })}
                    >
                      {say('activity.correct')}
                    </Menu.Item>
                    {row.type === 'transfer' && row.link !== undefined && row.corrects !== undefined && (
                      <Menu.Item onClick={() => run(separate(row))}>{say('activity.separate')}</Menu.Item>
                    )}
                    <Menu.Item onClick={() => setAsked({ what: 'takeBack', entry: row })}>
                      {say('activity.takeBack')}
                    </Menu.Item>
                  </>
                )}
                <Menu.Item onClick={() => run(navigator.clipboard.writeText(withoutFormula(row.id)))}>
                  {say('activity.copyId')}
                </Menu.Item>
              </>
            )}
          />
        </div>
        {separating.failed !== undefined && <FailureNote {...separating.failed} />}
        <Group justify="flex-end">
          <Button mr="auto" onClick={() => setAsked({ what: 'add' })}>
            {say('activity.add')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('common.close')}
          </Button>
        </Group>
      </div>
      {(asked?.what === 'add' || asked?.what === 'correct') && (
        <MovementDialog
          portfolio={portfolio}
          corrected={asked.what === 'correct' ? asked.entry : undefined}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.what === 'takeBack' && (
        <TakeBackDialog entry={asked.entry} onClose={() => setAsked(undefined)} />
      )}
      {asked?.what === 'fee' && <FeeDialog trade={asked.trade} onClose={() => setAsked(undefined)} />}
      {shown !== undefined && (
        <EntryDialog
          key={activityId(shown)}
          portfolio={portfolio}
          row={shown}
          onClose={() => setShown(undefined)}
        />
      )}
    </Dialog>
  );
}

/** Others, and what belongs together as both ends of a transfer, are taken back and entered anew. */
function isEntered({ type, link, instrumentId }: EntryInfo): boolean {
  return link === undefined && instrumentId === undefined && enteredTypes.some((each) => each === type);
}

/** What counts, and is none of a venue's own. */
function isOpenToChange(row: ActivityInfo): row is EntryInfo {
  return row.kind === 'entry' && row.state === 'counts' && row.source !== 'venue';
}

/** What is recorded never changes; another row is another entry. */
function recordedAt({ time }: ActivityInfo): number {
  return time;
}
