import type { openAccount } from '#src/application/accounts/open-account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, portfolioId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { noLimits } from '#src/domain/risk-limits.ts';

type Opening = Parameters<typeof openAccount>[1];
type Parts = { readonly [Part in keyof Opening]?: Partial<Opening[Part]> };

/** A paper account without fees in a portfolio of its own, where a test does not say otherwise. */
export function openingAccount(
  { venue, settle }: Pick<Instrument, 'venue' | 'settle'>,
  createdAt: number,
  { portfolio, account, deposit }: Parts = {},
): Opening {
  const id = portfolio?.id ?? portfolioId('main');
  return {
    portfolio: {
      id,
      name: 'Main',
      baseCurrency: settle,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt,
      ...portfolio,
    },
    account: {
      id: accountId('paper'),
      portfolioId: id,
      name: 'Paper',
      venue,
      environment: 'live',
      mode: 'paper',
      credential: undefined,
      disabledAt: undefined,
      fees: { maker: Decimal.zero, taker: Decimal.zero },
      deadMansSwitch: false,
      mayBorrow: true,
      createdAt,
      ...account,
    },
    deposit: { id: 'deposit', currency: settle, amount: Decimal.from('1000'), ...deposit },
  };
}
