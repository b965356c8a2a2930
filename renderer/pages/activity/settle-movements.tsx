import { useState } from 'react';
import type {
  MissingPurchaseInfo,
  UnknownCostInfo,
  UnknownFeesInfo,
  UnsettledInfo,
} from '#src/contract/unsettled.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { enteredTypes } from '#src/domain/entered-movement.ts';
import { runCommand } from '#renderer/commands/handlers.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { dress } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { timeText } from './movement-draft.ts';
import { SettleGroup, SettleLine, Way } from './settle-group.tsx';
import type { SettlingStep } from './settling-step.ts';
import classes from './settle.module.css';

type OnStep = (step: SettlingStep) => void;

export function PurchaseGroup({
  of,
  onStep,
}: {
  readonly of: UnsettledInfo['purchases'];
  readonly onStep: OnStep;
}) {
  const say = useSay();
  return (
    <SettleGroup
      title={say('settle.purchases')}
      lead={say('settle.purchasesLead')}
      of={of}
      keyOf={({ id }) => id}
      render={(purchase) => <Purchase purchase={purchase} onStep={onStep} />}
    />
  );
}

function Purchase({ purchase, onStep }: { readonly purchase: MissingPurchaseInfo; readonly onStep: OnStep }) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const separators = usePreferencesStore((state) => state.separators);
  const zone = usePreferencesStore((state) => state.timeZone);
  const account = useAccount(purchase.accountId);
  const { accountId, asset, quantity, isSold, currency, time } = purchase;
  const name = assets.nameOf(asset);
  const amount = assets.amount(quantity, asset);
  const at = format.dateTime(time);
  // The form has whole seconds: it has to be there before the sale.
  const before = timeText(Math.floor((time - 1) / 1000) * 1000, zone);
  const filled = {
    accountId,
    time: before,
    of: asset.kind,
    asset: name,
    amount: dress(quantity, separators),
    costIn: currency,
  };
  return (
    <SettleLine
      ways={
        <>
          {account?.mode === 'history' ? (
            <Way words={say('settle.enter')} name={name} onClick={() => onStep({ what: 'enter', filled })} />
          ) : (
            <NotByHand mode={account?.mode} />
          )}
          <Way words={say('settle.importFile')} name={name} onClick={() => runCommand('workspace.import')} />
          {isSold && (
            <Way
              words={say('settle.showSale')}
              name={`${name}, ${at}`}
              onClick={() =>
                onStep({
                  what: 'trades',
                  asked: {
                    title: say('settle.sales', { time: at }),
                    filter: { accountId, from: time, to: time + 1 },
                    lacksFee: false,
                  },
                })
              }
            />
          )}
        </>
      }
    >
      {say(isSold ? 'settle.purchase' : 'settle.takenOut', {
        account: account?.name ?? accountId,
        amount,
        asset: name,
        time: at,
      })}
    </SettleLine>
  );
}

type CostProps = { readonly portfolio: PortfolioInfo; readonly onStep: OnStep };

export function CostGroup({ of, ...props }: CostProps & { readonly of: UnsettledInfo['costs'] }) {
  const say = useSay();
  return (
    <SettleGroup
      title={say('settle.costs')}
      lead={say('settle.costsLead')}
      of={of}
      keyOf={({ id }) => id}
      render={(cost) => <Cost cost={cost} {...props} />}
    />
  );
}

function Cost({ cost, portfolio, onStep }: CostProps & { readonly cost: UnknownCostInfo }) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const client = useClient();
  const loading = useCall();
  const [isLinked, setLinked] = useState(false);
  const { id, accountId, type, asset, time } = cost;
  const account = useAccount(accountId);
  const values = {
    account: account?.name ?? accountId,
    kind: say(`activity.kind_${type}`),
    amount: assets.amount(cost.amount, asset),
    asset: assets.nameOf(asset),
    time: format.dateTime(time),
  };
  // Others, and what belongs together, are taken back and entered anew.
  const isAnew = isLinked || asset.kind === 'instrument' || !enteredTypes.some((each) => each === type);

  function correct(): Promise<void> {
    return loading.make({
      action: say('settle.loadingEntry'),
      call: () => client.call('activity.corrections', { portfolioId: portfolio.id, id }),
      onClose: () => undefined,
      onDone({ entries }) {
        const entry = entries.find((each) => each.id === id);
        if (entry?.kind !== 'entry') return;
        if (entry.link === undefined) onStep({ what: 'correct', entry });
        else setLinked(true);
      },
    });
  }

  return (
    <SettleLine
      ways={
        account?.mode !== 'history' ? (
          <NotByHand mode={account?.mode} />
        ) : isAnew ? (
          <span className={classes['note']}>{say('settle.takenAnew')}</span>
        ) : (
          <Way
            words={say('settle.enterCost')}
            name={`${values.amount} ${values.asset}, ${values.time}`}
            onClick={() => run(correct())}
          />
        )
      }
      opened={loading.failed !== undefined && <FailureNote {...loading.failed} />}
    >
      {say('settle.cost', values)}
    </SettleLine>
  );
}

export function FeeGroup({ of, onStep }: { readonly of: UnsettledInfo['fees']; readonly onStep: OnStep }) {
  const say = useSay();
  return (
    <SettleGroup
      title={say('settle.fees')}
      lead={say('settle.feesLead')}
      of={of}
      keyOf={({ accountId, instrumentId }) => `${accountId} ${instrumentId}`}
      render={(fees) => <Fees fees={fees} onStep={onStep} />}
    />
  );
}

function Fees({ fees, onStep }: { readonly fees: UnknownFeesInfo; readonly onStep: OnStep }) {
  const say = useSay();
  const format = useFormat();
  const { accountId, instrumentId, fills: count, time, until } = fees;
  const account = useAccount(accountId);
  const symbol = useLiveStore((state) => symbolOf(instrumentId, state.instruments));
  const name = `${symbol}, ${account?.name ?? accountId}`;
  const asset = { text: symbol, instrumentIds: [instrumentId] };
  return (
    <SettleLine
      ways={
        <>
          <Way
            words={say('settle.showFills')}
            name={name}
            onClick={() =>
              onStep({
                what: 'trades',
                asked: {
                  title: say('settle.fills', { symbol }),
                  filter: { accountId, asset, from: time, to: until + 1 },
                  lacksFee: true,
                },
              })
            }
          />
          <Way words={say('settle.importFile')} name={name} onClick={() => runCommand('workspace.import')} />
        </>
      }
    >
      {say('settle.fee', {
        account: account?.name ?? accountId,
        count,
        symbol,
        from: format.dateTime(time),
        to: format.dateTime(until),
      })}
    </SettleLine>
  );
}

function useAccount(id: string) {
  return useLiveStore((state) => state.accounts.find((account) => account.id === id));
}

function NotByHand({ mode = 'live' }: { readonly mode: string | undefined }) {
  const say = useSay();
  return <span className={classes['note']}>{say('settle.notByHand', { mode })}</span>;
}
