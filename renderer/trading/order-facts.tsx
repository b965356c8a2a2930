import type { ReactNode } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { accountName, workingTime } from '#renderer/words/order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { SideCell } from './cells.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import classes from './orders.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Its name is that of its message. */
export type Fact = readonly [
  name:
    | 'account'
    | 'side'
    | 'symbol'
    | 'type'
    | 'quantity'
    | 'filled'
    | 'remaining'
    | 'limitPrice'
    | 'stopPrice'
    | 'strategy'
    | 'status'
    | 'reason'
    | 'notional'
    | 'notionalOfRest'
    | 'fee'
    | 'feeOfRest',
  value: ReactNode,
];

/** What a confirmation repeats: account, side, symbol, quantity, prices, strategy. */
export function useOrderFacts(order: OrderInfo): readonly Fact[] {
  const say = useSay();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const instrument = instruments[order.instrumentId];
  const facts: Fact[] = [
    ['account', accountName(accounts, order.accountId)],
    ['side', <SideCell key="side" side={order.side} />],
    ['symbol', symbolOf(order.instrumentId, instruments)],
    ['type', say('order.typeAndTime', { type: say(`order.${order.type}`), time: workingTime(order) })],
    ['quantity', format.quantity(order.quantity, instrument)],
    ['filled', format.quantity(order.filledQuantity, instrument)],
    ['remaining', format.quantity(order.remainingQuantity, instrument)],
  ];
  if (order.limitPrice !== undefined) facts.push(['limitPrice', format.price(order.limitPrice, instrument)]);
  if (order.stopPrice !== undefined) facts.push(['stopPrice', format.price(order.stopPrice, instrument)]);
  if (order.strategy !== undefined) facts.push(['strategy', order.strategy]);
  return facts;
}

export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const say = useSay();
  return (
    <dl className={`${classes['facts']} td-number`}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`order.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
