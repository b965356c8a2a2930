const mask = '[secret]';
/** Shorter ones would be found in whatever is written. */
const leastHidden = 6;
/** All that somebody still holds. */
const held = new Set<WeakRef<Secret>>();

/** A text that is never written down: as text, in JSON and to an inspector it is a mask. Only `reveal` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    held.add(new WeakRef(this));
  }

  /** For the one place that has to send it or compare it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}

/** The text without any secret that is held, also where it was encoded for an address or for JSON. */
export function hideSecrets(text: string): string {
  let hidden = text;
  for (const reference of held) {
    const value = reference.deref()?.reveal();
    if (value === undefined) held.delete(reference);
    else if (value.length >= leastHidden) {
      for (const form of formsOf(value)) hidden = hidden.replaceAll(form, mask);
    }
  }
  return hidden;
}

function formsOf(value: string): ReadonlySet<string> {
  const inJson = inQuotes(value);
  // Half a letter has no encoding: it goes out as the sign for one that is unknown.
  const encoded = encodeURIComponent(value.toWellFormed());
  return new Set([value, encoded, inJson, inQuotes(inJson), inQuotes(inQuotes(inJson))]);
}

function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
