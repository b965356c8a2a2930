import type { Side } from '#src/domain/fill.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { shown } from './csv-values.ts';

/** As brokers of Europe, America and India write them. */
const sides = new Map<string, Side>([
  ...words(
    'BUY',
    'buy b bought bot purchase purchased kauf käufe gekauft achat acheté compra comprado koop gekocht aankoop acquisto köp kjøp køb osto kupno',
  ),
  ...words(
    'SELL',
    's sell sold sld sale verkauf verkäufe verkauft vente vendu venta vendido verkoop verkocht vendita sälj salg myynti sprzedaż',
  ),
]);
/** Of the order, and nothing of its side. */
const besideSides = new Set(
  'market limit stop order trade advanced advance trailing the to open close - –'.split(' '),
);

/** `Market buy`, `BUY - MARKET`: one word of a side among those of an order. */
export function readSide(text: string): Read<Side> {
  const lower = text.toLowerCase();
  const side = sides.get(lower) ?? sideAmong(lower.split(/[\s_/]+/));
  return side === undefined ? err({ code: 'NOT_A_SIDE', text: shown(text) }) : ok(side);
}

function sideAmong(written: readonly string[]): Side | undefined {
  const told = written.filter((word) => !besideSides.has(word));
  const [word, other] = told;
  return word === undefined || other !== undefined ? undefined : sides.get(word);
}

/** What stands where a side does, moves money and is no trade. */
const movement =
  /dividend|interest|zins|deposit|withdraw|einzahlung|auszahlung|transfer|fee|gebühr|tax|steuer|split|coupon|reward|staking|airdrop/i;

export function isMovement(text: string): boolean {
  return movement.test(text);
}

/** The same as all that a cell says: a fund may have one of these words in its name. */
const movementAlone =
  /^(?:(?:cash|stock|share|ordinary|qualified|special|credit|debit|margin|lending|withholding|foreign|wire|bank|account|custody|staking|management) )?(?:dividends?|dividenden?|ausschüttung|distribution|interest|zins(?:en)?|deposit|withdrawal|einzahlung|auszahlung|transfer|fees?|gebühr(?:en)?|tax|steuern?|quellensteuer|split|coupon|rewards?|staking|airdrop)(?: (?:payment|income|received|paid|in|out|on cash))?(?: \(.*\))?$/i;

export function isMovementAlone(text: string): boolean {
  return movementAlone.test(text);
}

const traded =
  /^(?:filled|fully[ _]filled|executed|complete|completed|done|traded|closed|settled|success|successful|finished|ausgeführt|exécuté|eseguito|ejecutad[ao])$/i;
const notTraded =
  /^(?:cancell?ed|cancell?ed by user|rejected|expired|pending|open|new|working|placed|submitted|inactive|failed|error|void|storniert|gelöscht|abgelehnt|verfallen|offen|annulé|rejeté|cancelad[ao])$/i;

/** Whether an order of that status was filled; undefined where the word does not say. */
export function isTradedStatus(status: string): boolean | undefined {
  if (status === '' || traded.test(status)) return true;
  return notTraded.test(status) ? false : undefined;
}

function words(side: Side, text: string): readonly (readonly [string, Side])[] {
  return text.split(' ').map((word) => [word, side] as const);
}
