import { z } from 'zod';
import {
  balanceRef,
  balances,
  balancesRequest,
  correctedBalance,
  invalidBalances,
  movements,
  movementsRequest,
  statement,
} from './balances.ts';
import { call, noWorkspace, nothing } from './call.ts';
import { notFound } from './orders.ts';

/** Of what statements say that accounts held. */
export const balanceCalls = {
  /** What statements say that its accounts held, each beside what the record says. */
  'balances.list': call(balancesRequest, balances, z.union([noWorkspace, notFound])),
  /** All of a statement, or nothing. What is stated already stays as it is: `added` are the others. */
  'balances.state': call(
    statement,
    z.object({ added: z.number().int() }),
    z.union([noWorkspace, notFound, invalidBalances]),
  ),
  /** The one that was stated before stays in the record. */
  'balances.correct': call(correctedBalance, nothing, z.union([noWorkspace, notFound, invalidBalances])),
  'balances.takeBack': call(balanceRef, nothing, z.union([noWorkspace, notFound])),
  /** What the record says that moved an asset in a time. */
  'balances.movements': call(movementsRequest, movements, z.union([noWorkspace, notFound])),
} as const;
