import { Menu } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { CallError, CommonError } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { HoldingInfo, HoldingsInfo } from '#src/contract/holdings.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import type { UnpricedInfo } from '#src/contract/prices.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Result } from '#src/domain/result.ts';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useBesideAnswer } from '#renderer/core/use-beside-answer.ts';
import { askEntries } from '#renderer/desk/links/asked-entries.ts';
import { useFollow, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { ProfitCell } from '#renderer/trading/cells.tsx';
import { GivePrice } from '#renderer/trading/give-price.tsx';
import { accountName } from '#renderer/words/order-words.ts';
import { holdingColumns, partText } from './holding-columns.tsx';
import classes from './holdings.module.css';

type Answer = Result<HoldingsInfo, CallError<'portfolio.holdings'> | CommonError>;

/** The largest first, by asset: an opened one shows its accounts. */
const byAsset = { ...initialView({ id: 'value', descending: true }), groupBy: 'asset' };

/** What is held, by asset over all accounts of a portfolio. */
export function HoldingsView({
  portfolio: { id: portfolioId, baseCurrency: currency },
  toolbar,
}: {
  readonly portfolio: PortfolioInfo;
  readonly toolbar: ReactNode;
}) {
  const say = useSay();
  const format = useFormat();
  const words = useAssetWords();
  const here = usePlace();
  const follow = useFollow();
  const accounts = useLiveStore((state) => state.accounts);
  const valuation = useLiveStore((state) => state.valuations[portfolioId]);
  const { answer } = useBesideAnswer<Answer>(
    { key: portfolioId, ask: (client) => client.call('portfolio.holdings', { portfolioId }) },
    valuation,
  );
  const [unpriced, setUnpriced] = useState<HoldingInfo>();
  const explain = useCallback(
    ({ asset, accountId }: HoldingInfo, figure: ExplainedFigure) =>
      askEntries({
        portfolioId,
        figure,
        of: { asset, accountId },
        name: say('holding.name', { asset: words.nameOf(asset), account: accountName(accounts, accountId) }),
        figures: ['quantity', 'cost', 'realised', 'income', 'fees'],
      }),
    [portfolioId, words, accounts, say],
  );
  const columns = useMemo(
    () => holdingColumns({ currency, accounts, format, words, onFindPrice: setUnpriced, explain }),
    [currency, accounts, format, words, explain],
  );
  const told = answer?.ok === true ? answer.value : undefined;
  const nameOf = ({ asset, accountId }: HoldingInfo): string =>
    say('holding.name', { asset: words.nameOf(asset), account: accountName(accounts, accountId) });

  return (
    <div className={classes['view']}>
      {told?.isWhole === true && told.rows.length > 0 && <Totals holdings={told} />}
      {answer?.ok === false && <FailureNote action={say('holding.loading')} failure={answer.error} />}
      <DataGrid
        name={say('holding.title')}
        viewKey={panelKey(here, 'positions-holdings')}
        initialView={byAsset}
        columns={columns}
        idOf={idOf}
        nameOf={nameOf}
        source={{ kind: 'local', rows: told?.rows ?? none, loading: answer === undefined }}
        empty={<p>{say(told?.isWhole === false ? 'holding.halfImported' : 'holding.none')}</p>}
        toolbar={toolbar}
        onOpen={({ instrumentId }) => instrumentId !== undefined && follow({ instrumentId })}
        renderMenu={(row) => (
          <>
            <Menu.Item
              disabled={row.instrumentId === undefined}
              rightSection={<KeyName of="table.open" />}
              onClick={() => row.instrumentId !== undefined && follow({ instrumentId: row.instrumentId })}
            >
              {say('holding.symbolInPanels')}
            </Menu.Item>
            <Menu.Item onClick={() => explain(row, 'quantity')}>{say('entries.show')}</Menu.Item>
            <Menu.Item disabled={row.lacks === undefined} onClick={() => setUnpriced(row)}>
              {say(row.lacks === 'rate' ? 'holding.noRate' : 'holding.noPrice')}
            </Menu.Item>
          </>
        )}
      />
      <Dialog
        opened={unpriced !== undefined}
        onClose={() => setUnpriced(undefined)}
        title={say('holding.priceOf', { asset: unpriced === undefined ? '' : words.nameOf(unpriced.asset) })}
      >
        {unpriced !== undefined && (
          <FindPrice holding={unpriced} into={currency} time={valuation?.time ?? 0} />
        )}
      </Dialog>
    </div>
  );
}

const none: readonly HoldingInfo[] = [];

function idOf({ id }: HoldingInfo): string {
  return id;
}

/** Of an instrument that has a price, the rate of its currency is what lacks. */
function FindPrice({
  holding,
  into,
  time,
}: {
  readonly holding: HoldingInfo;
  readonly into: string;
  readonly time: number;
}) {
  const words = useAssetWords();
  const instrument = useLiveStore(({ instruments }) => instruments[holding.instrumentId ?? '']);
  const { asset, lacks, instrumentId } = holding;
  const of: UnpricedInfo | undefined =
    lacks === 'price' && instrumentId !== undefined
      ? { kind: 'instrument', instrumentId }
      : rateOf(instrument?.settle ?? (asset.kind === 'currency' ? asset.currency : undefined), into);
  return of && <GivePrice of={of} name={words.nameOf(asset)} time={time} />;
}

function rateOf(currency: string | undefined, into: string): UnpricedInfo | undefined {
  return currency === undefined ? undefined : { kind: 'currency', currency, into };
}

/** One line, however many there are: each with what is not known of it. */
function Totals({ holdings: { currency, rows } }: { readonly holdings: HoldingsInfo }) {
  const say = useSay();
  const format = useFormat();
  const totals = totalsOf(rows);
  const amount = ({ known, unknown }: PartOfSum): string =>
    partText(known, (text) => format.amount(text, currency), unknown);
  const profit = ({ known, unknown }: PartOfSum) => (
    <ProfitCell amount={known} text={partText(known, (text) => format.profit(text, currency), unknown)} />
  );
  return (
    <dl className={classes['totals']} aria-label={say('holding.totals', { currency })}>
      <div>
        <dt>{say('holding.unrealised')}</dt>
        <dd>{profit(totals.unrealised)}</dd>
      </div>
      <div>
        <dt>{say('holding.priceEffect')}</dt>
        <dd>{profit(totals.priceEffect)}</dd>
      </div>
      <div>
        <dt>{say('holding.currencyEffect')}</dt>
        <dd>{profit(totals.currencyEffect)}</dd>
      </div>
      <div>
        <dt>{say('holding.income')}</dt>
        <dd className="td-number">{amount(totals.income)}</dd>
      </div>
    </dl>
  );
}

/** What is known of a sum, and how many parts of it are not. */
type PartOfSum = { readonly known: string; readonly unknown: number };

function totalsOf(rows: readonly HoldingInfo[]) {
  const sum = (
    of: (row: HoldingInfo) => string | undefined,
    lacking: (row: HoldingInfo) => number,
  ): PartOfSum => ({
    known: Decimal.sum(rows.map((row) => Decimal.from(of(row) ?? '0'))).toString(),
    unknown: rows.reduce((count, row) => count + lacking(row), 0),
  });
  return {
    unrealised: sum(({ unrealised }) => unrealised, lackingResults),
    priceEffect: sum(({ priceEffect }) => priceEffect, lackingResults),
    currencyEffect: sum(({ currencyEffect }) => currencyEffect, lackingResults),
    income: sum(
      ({ income }) => income,
      ({ incomeUnrated }) => incomeUnrated,
    ),
  };
}

/** Without a price none of its purchases has a result. */
function lackingResults({ unrated, uncosted, lacks }: HoldingInfo): number {
  return Math.max(unrated + uncosted, lacks === undefined ? 0 : 1);
}
