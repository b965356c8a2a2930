import type { TradingNeeds } from '#src/ports/venue.ts';
import { err } from '#src/domain/result.ts';

/** Of an account that signs nothing. */
export const noKey: TradingNeeds['readKey'] = async () => err({ code: 'NO_KEY' });
