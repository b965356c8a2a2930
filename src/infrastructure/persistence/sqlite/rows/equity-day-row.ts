import { z } from 'zod';

import { currencyIn } from '#src/domain/ids.ts';
import type { EquityBasis } from '#src/ports/equity-day-repository.ts';

const place = z.object({ seq: z.number().int(), hash: z.string() });
/** Changed with the rules by which days are made. */
const rules = 4;
const basisText = z.object({
  rules: z.literal(rules),
  base: z.string(),
  mayBorrow: z.boolean(),
  mark: z.object({ fills: place, ledger: place, rates: place, imports: z.record(z.string(), z.string()) }),
  rateFiles: z.array(z.string()),
  revisions: z.array(z.object({ at: z.number(), from: z.number() })),
  until: z.number(),
});
const names = z.array(z.string());

/** Undefined of what cannot be read: the days are made anew then. */
export function equityBasis(json: string): EquityBasis | undefined {
  const read = basisText.safeParse(parsed(json));
  if (!read.success) return undefined;
  const { rules: _rules, ...basis } = read.data;
  const base = currencyIn(basis.base);
  return base && { ...basis, base };
}

export function equityBasisText(basis: EquityBasis): string {
  return JSON.stringify({ ...basis, rules });
}

export function missingNames(json: string): readonly string[] {
  const read = names.safeParse(parsed(json));
  return read.success ? read.data : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
