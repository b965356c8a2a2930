import { Anchor, Button, Group, Menu, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CallError, CommonError } from '#src/contract/contract.ts';
import type { EntriesInfo, EntryOfFigureInfo } from '#src/contract/entries.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Result } from '#src/domain/result.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useBesideAnswer } from '#renderer/core/use-beside-answer.ts';
import { askEntries, type AskedEntries } from '#renderer/desk/links/asked-entries.ts';
import { askSettling } from '#renderer/desk/links/asked-settling.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { RateForm } from '#renderer/trading/rate-form.tsx';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import type { Say } from '#renderer/words/say.ts';
import { assetOfUnit, entryColumns, entryKey } from './entry-columns.tsx';
import classes from './entries.module.css';

type Answer = Result<EntriesInfo, CallError<'portfolio.entries'> | CommonError>;

const newestFirst = initialView({ id: 'time', descending: true });
const nothing: readonly EntryOfFigureInfo[] = [];

/** The entries that a figure is made of, and what they come to: that is the figure. */
export function EntriesDialog({
  asked,
  onClose,
}: {
  readonly asked: AskedEntries;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const format = useFormat();
  const words = useAssetWords();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const [figure, setFigure] = useState(asked.figure);
  const { portfolioId, of, name, figures } = asked;
  const changing = useLiveStore((state) => state.valuations[portfolioId]?.time);
  const question = { portfolioId, figure, of };
  const client = useClient();
  /** Whose rate is given anew. */
  const [rated, setRated] = useState<EntryOfFigureInfo>();
  const { answer, again } = useBesideAnswer<Answer>(
    { key: JSON.stringify(question), ask: (core) => core.call('portfolio.entries', question) },
    changing,
  );
  const told = answer?.ok === true ? answer.value : undefined;
  /** In the place of this one. */
  function settle(): void {
    askEntries(undefined);
    askSettling(portfolioId);
  }

  const isOfPortfolio = of.asset === undefined && of.positionId === undefined;
  const hasWorth = isOfPortfolio || figure === 'cost' || figure === 'income';
  const columns = useMemo(
    () => entryColumns({ accounts, instruments, format, words, currency: told?.currency ?? '', hasWorth }),
    [accounts, instruments, format, words, told?.currency, hasWorth],
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('entries.title', { figure: figureName(say, figure), name })}
      size="min(96vw, 1200px)"
    >
      <div className={classes['page']}>
        {figures.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={say('entries.figure')}
            value={figure}
            onChange={(value) => {
              setRated(undefined);
              setFigure(figures.find((each) => each === value) ?? figure);
            }}
            data={figures.map((value) => ({ value, label: figureName(say, value) }))}
          />
        )}
        <p className={classes['lead']}>
          {isMoved(figure) ? say(`portfolio.${figure}Hint`) : say(`entries.lead_${figure}`)}
        </p>
        {answer?.ok === false && <FailureNote action={say('entries.reading')} failure={answer.error} />}
        {told?.isWhole === true && <Sum told={told} onSettle={settle} />}
        <div className={classes['grid']}>
          <DataGrid
            key={hasWorth ? 'worth' : 'amount'}
            name={say('entries.of', { figure: figureName(say, figure), name })}
            viewKey={hasWorth ? 'entries-worth' : 'entries'}
            initialView={newestFirst}
            columns={columns}
            idOf={entryKey}
            nameOf={({ time, amount, unit }) =>
              say('entries.name', {
                time: format.dateTime(time),
                amount: words.amount(amount, assetOfUnit(unit)),
              })
            }
            source={{ kind: 'local', rows: told?.entries ?? nothing, loading: answer === undefined }}
            {...(figure === 'paidIn' && {
              renderMenu: (entry: EntryOfFigureInfo) => (
                <Menu.Item disabled={entry.unit === told?.currency} onClick={() => setRated(entry)}>
                  {say('entries.setRate')}
                </Menu.Item>
              ),
            })}
            empty={<p>{say(told?.isWhole === false ? 'entries.halfImported' : 'entries.none')}</p>}
          />
        </div>
        {rated !== undefined && told !== undefined && (
          <RateForm
            key={rated.id}
            of={rated.unit}
            into={told.currency}
            time={rated.time}
            send={(rate) =>
              client.call('portfolio.rateFlow', {
                portfolioId,
                movementId: rated.id,
                seen: rated.rate?.rate,
                rate,
              })
            }
            onDone={() => {
              setRated(undefined);
              again();
            }}
            onLeave={() => setRated(undefined)}
          />
        )}
        {told !== undefined && told.total > told.entries.length && (
          <p className={classes['lead']}>
            {say('entries.more', {
              shown: format.count(told.entries.length),
              total: format.count(told.total),
            })}
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

/** The portfolio's own words tell what these are. */
function isMoved(figure: ExplainedFigure): figure is 'gainBroughtIn' | 'gainTakenOut' | 'other' {
  return figure === 'gainBroughtIn' || figure === 'gainTakenOut' || figure === 'other';
}

function figureName(say: Say, figure: ExplainedFigure): string {
  return isMoved(figure) ? say(`portfolio.${figure}`) : say(`entries.${figure}`);
}

/** What all entries come to, shown or not. */
function Sum({
  told,
  onSettle,
}: {
  readonly told: EntriesInfo;
  /** Shows how what is not known can be settled. */
  readonly onSettle: () => void;
}) {
  const say = useSay();
  const format = useFormat();
  const words = useAssetWords();
  const { sums, worth, unknown, currency, total } = told;
  const parts = sums.map(({ unit, amount }) => {
    const asset = assetOfUnit(unit);
    return `${words.amount(amount, asset)} ${words.nameOf(asset)}`;
  });
  const isOneCurrency = sums.length === 1 && sums[0]?.unit === currency;
  return (
    <p className={classes['sum']} role="status">
      {say('entries.sum', { count: total })}{' '}
      <strong className="td-number">{parts.length === 0 ? '0' : parts.join(' + ')}</strong>
      {worth !== undefined && !isOneCurrency && (
        <>
          {' '}
          {say('entries.atThen')} <strong className="td-number">{format.feeMoney(worth, currency)}</strong>
        </>
      )}
      {unknown > 0 && (
        <>
          {' '}
          {say('entries.plusUnknown', { count: unknown })}{' '}
          <Anchor component="button" type="button" size="xs" onClick={onSettle}>
            {say('price.toSettle')}
          </Anchor>
        </>
      )}
    </p>
  );
}
