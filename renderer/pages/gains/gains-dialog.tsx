import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { mostGains, type DisposalInfo, type GainsInfo } from '#src/contract/gains.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { costMethods, type CostMethod } from '#src/domain/account.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { inPrivacy } from '#renderer/grid/column.ts';
import { csvFile, toCsv } from '#renderer/grid/csv.ts';
import { download } from '#renderer/grid/download.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { useGainColumns, type FeesIn } from './gain-columns.tsx';
import { gainMethods, methodIn, noMethods, withMethod } from './gain-methods.ts';
import { GainSums } from './gain-sums.tsx';
import { LotsDialog } from './lots-dialog.tsx';
import { MethodTrial } from './method-trial.tsx';
import { PrintedTerms } from './printed-terms.tsx';
import { readAllGains } from './read-all-gains.ts';
import classes from './gains.module.css';

type GainsDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

const all = '';
/** As many as are seen at first. */
const few = 200;

/** What sales of a year brought, lot by lot, as a declaration of taxes asks for it. */
export function GainsDialog({ portfolio, onClose }: GainsDialogProps) {
  const say = useSay();
  const client = useClient();
  const privacy = usePreferencesStore((state) => state.privacy);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const accounts = useLiveStore((state) => state.accounts).filter(
    ({ portfolioId }) => portfolioId === portfolio.id,
  );
  const closed = useLiveStore((state) => state.closed.size);
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [accountId, setAccountId] = useState(all);
  const [feesIn, setFeesIn] = useState<FeesIn>('apart');
  const [most, setMost] = useState(few);
  const [tried, setTried] = useState<CostMethod>();
  const [isPrinting, setPrinting] = useState(false);
  const [chosenOf, setChosenOf] = useState<DisposalInfo>();
  const [chosenLots, setChosenLots] = useState(0);
  const { value: methods, change } = useSavedState('gains.methods', gainMethods, noMethods);
  const chosen = accountId === all ? accounts : accounts.filter(({ id }) => id === accountId);
  const asked = {
    portfolioId: portfolio.id,
    accountId: accountId === all ? undefined : accountId,
    year,
    methods: [...methods],
    skip: 0,
    most,
  };
  const answer = useAnswer('portfolio.gains', asked, `${closed} ${chosenLots}`);
  const gains = answer?.ok === true ? answer.value : undefined;
  const saving = useCall();
  const columns = useGainColumns(feesIn);
  const text = String(year);

  useEffect(() => {
    if (!isPrinting || gains === undefined) return undefined;
    const done = (): void => setPrinting(false);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [isPrinting, gains]);

  function save(): Promise<void> {
    return saving.make({
      action: say('gains.saving'),
      call: () => readAllGains(client, asked),
      onClose: () => undefined,
      onDone(rows) {
        const told = privacy ? columns.all.map((column) => inPrivacy(column)) : columns.all;
        download(`${say('command.portfolio.gains')} ${text}.csv`, csvFile(toCsv(told, rows)));
      },
    });
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${say('command.portfolio.gains')} · ${portfolio.name}`}
      size={1100}
    >
      <div className={classes['report']}>
        {gains !== undefined && <p className={classes['lead']}>{say('gains.lead', { zone: gains.zone })}</p>}
        <PrintedTerms portfolio={portfolio} accounts={chosen} methods={methods} year={year} feesIn={feesIn} />
        <Group align="flex-end" gap="sm" className={classes['controls'] ?? ''}>
          <NativeSelect
            label={say('gains.year')}
            value={text}
            data={yearsOf(gains, year)}
            onChange={(event) => {
              setYear(Number(event.currentTarget.value));
              setTried(undefined);
              setMost(few);
            }}
            data-autofocus
          />
          {accounts.length > 1 && (
            <NativeSelect
              label={say('gains.account')}
              value={accountId}
              data={[
                { value: all, label: say('gains.allAccounts') },
                ...accounts.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => {
                setAccountId(event.currentTarget.value);
                setTried(undefined);
              }}
            />
          )}
          <MethodChoice held={methodIn(methods, chosen, year, portfolio)} tried={tried} onTry={setTried} />
          <NativeSelect
            label={say('gains.fees')}
            value={feesIn}
            data={[
              { value: 'apart', label: say('gains.apart') },
              { value: 'basis', label: say('gains.inBasis') },
            ]}
            onChange={(event) => setFeesIn(event.currentTarget.value === 'basis' ? 'basis' : 'apart')}
          />
        </Group>
        {tried !== undefined && (
          <MethodTrial
            method={say(`gains.${tried}`)}
            now={asked}
            then={{ ...asked, methods: [...withMethod(methods, chosen, year, tried)] }}
            onUse={() => {
              change((held) => withMethod(held, chosen, year, tried));
              setTried(undefined);
            }}
            onLeave={() => setTried(undefined)}
          />
        )}
        {answer === undefined && <p role="status">{say('gains.working')}</p>}
        {answer?.ok === false && <FailureNote action={say('gains.loading')} failure={answer.error} />}
        {gains?.isWhole === false && <p role="status">{say('gains.notWhole')}</p>}
        {gains?.isWhole === true && (
          <Report gains={gains} year={text} feesIn={feesIn} columns={columns.seen} onLots={setChosenOf} />
        )}
        {saving.failed !== undefined && <FailureNote {...saving.failed} />}
        <Group justify="flex-end" className={`${classes['controls']} ${classes['actions']}`}>
          {gains !== undefined && gains.disposals.length < Math.min(gains.total, mostGains) && (
            <Button variant="default" onClick={() => setMost(Math.min(most * 5, mostGains))}>
              {say('gains.more')}
            </Button>
          )}
          {gains !== undefined && gains.total > 0 && (
            <>
              <Button
                variant="default"
                onClick={() => {
                  setMost(mostGains);
                  setPrinting(true);
                }}
              >
                {say('gains.print')}
              </Button>
              <Button
                variant="default"
                loading={saving.busy}
                disabled={!connected}
                onClick={() => run(save())}
              >
                {say('gains.csv')}
              </Button>
            </>
          )}
          <Button variant="default" onClick={onClose}>
            {say('common.close')}
          </Button>
        </Group>
      </div>
      {chosenOf !== undefined && (
        <LotsDialog
          asked={asked}
          disposal={chosenOf}
          onChosen={() => setChosenLots((count) => count + 1)}
          onClose={() => setChosenOf(undefined)}
        />
      )}
    </Dialog>
  );
}

type MethodChoiceProps = {
  readonly held: CostMethod | undefined;
  readonly tried: CostMethod | undefined;
  readonly onTry: (method: CostMethod | undefined) => void;
};

function MethodChoice({ held, tried, onTry }: MethodChoiceProps) {
  const say = useSay();
  return (
    <NativeSelect
      label={say('gains.method')}
      title={say('gains.methodHint')}
      value={tried ?? held ?? all}
      data={[
        ...(held === undefined ? [{ value: all, label: say('gains.several') }] : []),
        ...costMethods.map((method) => ({ value: method, label: say(`gains.${method}`) })),
      ]}
      onChange={(event) => {
        const method = costMethods.find((each) => each === event.currentTarget.value);
        onTry(method === held ? undefined : method);
      }}
    />
  );
}

type ReportProps = {
  readonly gains: GainsInfo;
  readonly year: string;
  readonly feesIn: FeesIn;
  readonly columns: ReturnType<typeof useGainColumns>['seen'];
  readonly onLots: (disposal: DisposalInfo) => void;
};

function Report({ gains, year, feesIn, columns, onLots }: ReportProps) {
  const say = useSay();
  const format = useFormat();
  const { disposals, total, sums, unknown, lackingFee, lapsed } = gains;
  if (total === 0) return <p className={classes['lead']}>{say('gains.none', { year })}</p>;
  return (
    <Stack gap="sm">
      <h3>{say('gains.sums', { year })}</h3>
      {sums.length > 0 && <GainSums sums={sums} year={year} feesIn={feesIn} />}
      {unknown > 0 && <p className={classes['note']}>{say('gains.unknown', { count: unknown })}</p>}
      {lackingFee > 0 && <p className={classes['note']}>{say('gains.lacking', { count: lackingFee })}</p>}
      {lapsed > 0 && <p className={classes['note']}>{say('gains.lapsed', { count: lapsed })}</p>}
      <h3>{say('gains.table')}</h3>
      <DataTable
        label={say('gains.table')}
        rows={disposals}
        keyOf={keyOf}
        columns={[
          ...columns.map(({ id, header, kind, cell }) => ({
            id,
            head: header,
            kind: kind === 'number' ? ('figure' as const) : ('text' as const),
            className: id === 'account' || id === 'asset' ? classes['name'] : undefined,
            render: cell,
          })),
          {
            id: 'lots',
            head: say('gains.lots'),
            kind: 'actions' as const,
            render: (row: DisposalInfo) =>
              row.openedBy === undefined || row.isShort ? undefined : (
                <Button
                  className={classes['controls'] ?? ''}
                  size="compact-xs"
                  variant="subtle"
                  aria-label={say('gains.chooseLotsOf', { asset: row.held, day: row.closedDay })}
                  onClick={() => onLots(row)}
                >
                  {say(row.isNamed ? 'gains.namedShort' : 'gains.chooseLots')}
                </Button>
              ),
          },
        ]}
      />
      {disposals.length < total && (
        <p className={classes['dim']}>
          {say('gains.shown', { shown: format.count(disposals.length), total: format.count(total) })}
        </p>
      )}
      <p className={classes['dim']}>{say('gains.notCovered')}</p>
    </Stack>
  );
}

/** A sale takes a lot in several pieces where it came from elsewhere in several. */
function keyOf({ accountId, closedBy, openedBy }: DisposalInfo, at: number): string {
  return [accountId, closedBy, openedBy ?? '', at].join(' ');
}

function yearsOf(gains: GainsInfo | undefined, chosen: number): readonly string[] {
  const last = new Date().getFullYear();
  const first = Math.min(gains?.firstYear ?? last, chosen);
  return Array.from({ length: last - first + 1 }, (_, back) => String(last - back));
}
