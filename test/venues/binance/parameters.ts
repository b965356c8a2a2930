import { parseUnits } from '#test/venues/exchange/units.ts';
import { Refused } from './refused.ts';

const decimalPattern = /^[0-9]{1,20}(\.[0-9]{1,20})?$/;
const clientOrderIdPattern = /^[a-zA-Z0-9-_]{1,36}$/;

/** The parameters of one request. It notes which were read: what nobody asks for is refused, as Binance does. */
export class Parameters {
  readonly #values: ReadonlyMap<string, string>;
  readonly #read = new Set<string>();

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  text(name: string): string | undefined {
    this.#read.add(name);
    const value = this.#values.get(name);
    if (value === '') throw new Refused(400, -1105, `Parameter '${name}' was empty.`);
    return value;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  oneOf<Value extends string>(name: string, values: readonly Value[], refusal: Refused): Value | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = values.find((known) => known === text);
    if (value === undefined) throw refusal;
    return value;
  }

  amount(name: string): bigint | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!decimalPattern.test(text)) throw illegal(name, decimalPattern);
    const value = parseUnits(text);
    if (value === undefined) throw new Refused(400, -1111, `Parameter '${name}' has too much precision.`);
    return value;
  }

  requiredAmount(name: string): bigint {
    const value = this.amount(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  whole(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,18}$/.test(text)) throw illegal(name, /^[0-9]{1,20}$/);
    return Number(text);
  }

  limit(standard: number, most: number): number {
    const limit = this.whole('limit') ?? standard;
    if (limit < 1 || limit > most)
      throw new Refused(400, -1130, "Data sent for parameter 'limit' is not valid.");
    return limit;
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined || text === 'true' || text === 'false')
      return text === undefined ? undefined : text === 'true';
    throw new Refused(400, -1130, `Data sent for parameter '${name}' is not valid.`);
  }

  clientOrderId(name: string): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !clientOrderIdPattern.test(text)) throw illegal(name, clientOrderIdPattern);
    return text;
  }

  /** Throws when something was sent that this kind of order does not take. */
  forbid(...names: readonly string[]): void {
    for (const name of names) {
      if (this.has(name)) throw new Refused(400, -1106, `Parameter '${name}' sent when not required.`);
    }
  }

  /** Throws when something was sent that nobody has read. */
  finish(): void {
    const sent = this.#values.size;
    const read = [...this.#values.keys()].filter((name) => this.#read.has(name)).length;
    if (read < sent) {
      throw new Refused(
        400,
        -1104,
        `Not all sent parameters were read; read '${read}' parameter(s) but was sent '${sent}'.`,
      );
    }
  }
}

/** Of the query and of a form; what stands in both counts as the query says. */
export function parametersOf(query: string, form: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const part of [form, query]) {
    const seen = new Set<string>();
    for (const [name, value] of new URLSearchParams(part)) {
      if (seen.has(name)) throw new Refused(400, -1101, 'Duplicate values for a parameter detected.');
      seen.add(name);
      values.set(name, value);
    }
  }
  return values;
}

function missing(name: string): Refused {
  return new Refused(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}

function illegal(name: string, pattern: RegExp): Refused {
  return new Refused(
    400,
    -1100,
    `Illegal characters found in parameter '${name}'; legal range is '${pattern.source}'.`,
  );
}
