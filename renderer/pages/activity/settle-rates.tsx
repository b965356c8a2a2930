import { useState } from 'react';
import type { Failure } from '#renderer/core/failure.ts';
import type { UnsettledInfo } from '#src/contract/unsettled.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import type { Result } from '#src/domain/result.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { GivePrice } from '#renderer/trading/give-price.tsx';
import { RateForm } from '#renderer/trading/rate-form.tsx';
import { SettleGroup, SettleLine, Way } from './settle-group.tsx';

type RatedProps = { readonly portfolio: PortfolioInfo; readonly onSettled: () => void };

export function FlowGroup({
  of,
  portfolio,
  onSettled,
}: RatedProps & { readonly of: UnsettledInfo['flows'] }) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const nameOf = useAccountNames();
  const { id: portfolioId, baseCurrency: into } = portfolio;
  return (
    <SettleGroup
      title={say('settle.flows')}
      lead={say('settle.flowsLead')}
      of={of}
      keyOf={({ id }) => id}
      render={({ id: movementId, accountId, type, time, currency, amount }) => (
        <Unrated
          words={say('settle.flow', {
            account: nameOf(accountId),
            type,
            amount: format.feeMoney(amount.replace(/^-/u, ''), currency),
            time: format.dateTime(time),
          })}
          of={currency}
          into={into}
          time={time}
          send={(rate) => client.call('portfolio.rateFlow', { portfolioId, movementId, rate })}
          onSettled={onSettled}
        />
      )}
    />
  );
}

export function LegGroup({ of, portfolio, onSettled }: RatedProps & { readonly of: UnsettledInfo['legs'] }) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const nameOf = useAccountNames();
  const instruments = useLiveStore((state) => state.instruments);
  const { id: portfolioId } = portfolio;
  return (
    <SettleGroup
      title={say('settle.legs')}
      lead={say('settle.legsLead')}
      of={of}
      keyOf={({ movementId, currency, into }) => `${movementId} ${currency} ${into}`}
      render={({ movementId, accountId, instrumentId, side, part, amount, currency, into, time }) => (
        <Unrated
          words={say('settle.leg', {
            account: nameOf(accountId),
            part,
            side,
            symbol: symbolOf(instrumentId, instruments),
            amount: format.feeMoney(amount, currency),
            time: format.dateTime(time),
          })}
          of={currency}
          into={into}
          time={time}
          send={(rate) =>
            client.call('portfolio.rateLeg', {
              portfolioId,
              accountId,
              instrumentId,
              movementId,
              currency,
              into,
              rate,
            })
          }
          onSettled={onSettled}
        />
      )}
    />
  );
}

export function EntryGroup({
  of,
  portfolio,
  onSettled,
}: RatedProps & { readonly of: UnsettledInfo['entries'] }) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const client = useClient();
  const nameOf = useAccountNames();
  const { id: portfolioId } = portfolio;
  return (
    <SettleGroup
      title={say('settle.entries')}
      lead={say('settle.entriesLead')}
      of={of}
      keyOf={({ movementId, currency, into }) => `${movementId} ${currency} ${into}`}
      render={({ movementId, accountId, type, asset, amount, currency, into, time }) => (
        <Unrated
          words={say('settle.entryAt', {
            account: nameOf(accountId),
            kind: say(`activity.kind_${type}`),
            amount: assets.amount(amount, asset),
            asset: assets.nameOf(asset),
            time: format.dateTime(time),
          })}
          way={say('settle.giveRateOf', { of: currency, into })}
          of={currency}
          into={into}
          time={time}
          send={(rate) =>
            client.call('portfolio.rateLeg', { portfolioId, accountId, movementId, currency, into, rate })
          }
          onSettled={onSettled}
        />
      )}
    />
  );
}

type UnratedProps = {
  readonly words: string;
  /** Where what has the rate is not told by them. */
  readonly way?: string;
  readonly of: string;
  readonly into: string;
  readonly time: number;
  readonly send: (rate: string) => Promise<Result<unknown, Failure>>;
  readonly onSettled: () => void;
};

function Unrated({ words, way, of, into, time, send, onSettled }: UnratedProps) {
  const say = useSay();
  const [opened, setOpened] = useState(false);
  return (
    <SettleLine
      ways={
        !opened && (
          <Way words={way ?? say('settle.giveRate', { into })} name={words} onClick={() => setOpened(true)} />
        )
      }
      opened={
        opened && (
          <RateForm
            of={of}
            into={into}
            time={time}
            send={send}
            onDone={() => {
              setOpened(false);
              onSettled();
            }}
            onLeave={() => setOpened(false)}
          />
        )
      }
    >
      {words}
    </SettleLine>
  );
}

type PositionGroupProps = {
  readonly of: UnsettledInfo['positions'];
  /** Of the valuation, from which the age of what is stored counts. */
  readonly time: number;
};

export function PositionGroup({ of, time }: PositionGroupProps) {
  const say = useSay();
  const format = useFormat();
  const nameOf = useAccountNames();
  const instruments = useLiveStore((state) => state.instruments);
  return (
    <SettleGroup
      title={say('settle.positions')}
      lead={say('settle.positionsLead')}
      of={of}
      keyOf={({ id }) => id}
      render={({ accountId, instrumentId, quantity }) => (
        <GivePrice
          of={{ kind: 'instrument', instrumentId }}
          name={say('settle.position', {
            account: nameOf(accountId),
            quantity: format.ownDecimal(quantity),
            name: symbolOf(instrumentId, instruments),
          })}
          time={time}
        />
      )}
    />
  );
}

function useAccountNames(): (id: string) => string {
  const accounts = useLiveStore((state) => state.accounts);
  return (id) => accounts.find((account) => account.id === id)?.name ?? id;
}
