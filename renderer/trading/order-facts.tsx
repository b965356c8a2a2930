import type { ReactNode } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { accountName, orderTypeWords, workingTime } from '#renderer/words/order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { SideCell } from './cells.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import classes from './orders.module.css';

export type Fact = readonly [label: string, value: ReactNode];

/** What a confirmation repeats: account, side, symbol, quantity, prices, strategy. */
export function useOrderFacts(order: OrderInfo): readonly Fact[] {
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const instrument = instruments[order.instrumentId];
  const facts: Fact[] = [
    ['Account', accountName(accounts, order.accountId)],
    ['Side', <SideCell key="side" side={order.side} />],
    ['Symbol', symbolOf(order.instrumentId, instruments)],
    ['Type', `${orderTypeWords[order.type]}, ${workingTime(order)}`],
    ['Quantity', format.quantity(order.quantity, instrument)],
    ['Filled', format.quantity(order.filledQuantity, instrument)],
    ['Remaining', format.quantity(order.remainingQuantity, instrument)],
  ];
  if (order.limitPrice !== undefined) facts.push(['Limit price', format.price(order.limitPrice, instrument)]);
  if (order.stopPrice !== undefined) facts.push(['Stop price', format.price(order.stopPrice, instrument)]);
  if (order.strategy !== undefined) facts.push(['Strategy', order.strategy]);
  return facts;
}

export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={`${classes['facts']} td-number`}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
