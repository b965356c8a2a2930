import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { FeesIn } from './gain-columns.tsx';
import { methodIn, methodOf, type GainMethods } from './gain-methods.ts';
import classes from './gains.module.css';

type PrintedTermsProps = {
  readonly portfolio: PortfolioInfo;
  /** Of which the report is. */
  readonly accounts: readonly AccountInfo[];
  readonly methods: GainMethods;
  readonly year: number;
  readonly feesIn: FeesIn;
};

/** By what a report on paper was made: there its controls are not seen. */
export function PrintedTerms({ portfolio, accounts, methods, year, feesIn }: PrintedTermsProps) {
  const say = useSay();
  const same = methodIn(methods, accounts, year, portfolio);
  const each = accounts.map((account) =>
    say('gains.methodOf', {
      account: account.name,
      method: say(`gains.${methodOf(methods, account, year, portfolio)}`),
    }),
  );
  return (
    <p className={classes['printed']}>
      {say('gains.printed', {
        account: accounts.map(({ name }) => name).join(', '),
        methods: same === undefined ? each.join('; ') : say(`gains.${same}`),
        fees: say(feesIn === 'apart' ? 'gains.apart' : 'gains.inBasis'),
      })}
    </p>
  );
}
