import { z } from 'zod';
import { orderType, side, timeInForce } from '#src/contract/values.ts';

/** The ticket in the middle of typing; account and symbol are the selection's. Kept with the workspace. */
export const ticketDraftSchema = z.object({
  side,
  type: orderType,
  quantity: z.string(),
  limitPrice: z.string(),
  stopPrice: z.string(),
  timeInForce,
});
export type TicketDraft = z.infer<typeof ticketDraftSchema>;

export const emptyDraft: TicketDraft = {
  side: 'BUY',
  type: 'LIMIT',
  quantity: '',
  limitPrice: '',
  stopPrice: '',
  timeInForce: 'GTC',
};

export const ticketDraftKey = 'ticket';
