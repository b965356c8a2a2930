import { hideSecrets } from '#src/domain/secret.ts';
import { isSecretInQuery, isSecretName, isSeedName, isWholeNumber } from './secret-names.ts';

export const redacted = '[redacted]';
/** What is longer is cut, and said to be. */
const longest = 16_000;
/** Looked at beyond the cut, so that no half of a secret is left before it. */
const beyond = 4096;

/** The text without what is secret by its value, by its name or by its shape. */
export function redactText(text: string): string {
  const looked = text.slice(0, longest + beyond);
  const clean = shapes.reduce(
    (left, [shape, hide]) => left.replaceAll(shape, hide),
    named(hideSecrets(looked)),
  );
  return text.length > longest ? `${clean.slice(0, longest)}… (${text.length} characters)` : clean;
}

type Hide = (match: string, ...groups: string[]) => string;

/**
 * In this order: what an earlier one has hidden is none of the later ones'. What goes on without an end either stands where
 * nothing of it stood before, or has a bound: others may write what is looked at.
 */
const shapes: readonly (readonly [RegExp, Hide])[] = [
  // Private keys, also cut off in the middle.
  [/-----BEGIN [A-Z\d ]*PRIVATE KEY[A-Z ]*-----[^]*?(?:-----END [A-Z\d ]*-----|$)/g, () => redacted],
  // What stands before the @ of an address. A port is no password.
  [
    /([a-z][a-z\d+.-]{0,20}:\/\/)[^\s"'<>@/?#:]{0,200}:(?!\d{1,5}[/?#])[^\s"'<>]{0,400}@/gi,
    (_all, scheme = '') => `${scheme}${redacted}@`,
  ],
  [/([a-z][a-z\d+.-]{0,20}:\/\/)[^\s"'<>@/?#:]{1,400}@/gi, (_all, scheme = '') => `${scheme}${redacted}@`],
  [
    /(?<![\w-])(--?)([\w-]{1,80})\s+([^\s-]\S*)/g,
    (all, dashes = '', name = '') => (isSecretName(name) ? `${dashes}${name} ${redacted}` : all),
  ],
  // As curl is given a user and a password.
  [/(\s(?:-[a-zA-Z]*u|--user)[\s=]+)[^\s:]{1,200}:\S+/g, (_all, option = '') => `${option}${redacted}`],
  // What was encoded for an address, also several times: a query or a JSON text.
  [
    /(%(?:25){0,8}(?!25)[\da-f]{2}|(?<![\w.%-]))([\w.-]{1,80})((?:%(?:25){0,8}22)?%(?:25){0,8}3([ad])(?:%(?:25){0,8}20|\+)*)(?:(%(?:25){0,8}22)((?:(?!%(?:25){0,8}22)\S)*)|((?:(?!%(?:25){0,8}(?:2[26c]|3b|[57]d))[^\s&"'<>])+))/gi,
    (all, lead = '', name = '', joint = '', sign = '', quote = '') => {
      const isInQuery = /(?:3f|26)$/i.test(lead) && /d/i.test(sign);
      const isSecret = isInQuery ? isSecretInQuery(name) : isSecretName(name);
      return isSecret ? `${lead}${name}${joint}${quote}${redacted}` : all;
    },
  ],
  // What Bybit signed, in its refusal.
  [/(origin_string)\[[^"']*/g, (_all, name = '') => `${name}=${redacted}`],
  // A bot of Telegram, whose token stands in the path.
  [/\d{6,12}(?::|%3a)[\w-]{30,}/gi, () => redacted],
  [
    /((?:https?|wss?):\/\/[^\s/"'<>?#]+)(\/[^\s"'<>?#]*)/gi,
    (_all, host = '', path = '') => `${host}${redactPath(path)}`,
  ],
  [
    /([?&])([\w.-]+)=([^&\s"'#]+)/g,
    (all, mark = '', name = '') => (isSecretInQuery(name) ? `${mark}${name}=${redacted}` : all),
  ],
  [/\b(Bearer)\s+[^\s"',;]+/gi, (_all, scheme = '') => `${scheme} ${redacted}`],
  [
    /\b(Basic)\s+([A-Za-z\d+/]{4,}={0,2})/g,
    (all, scheme = '', value = '') =>
      Buffer.from(value, 'base64').includes(':') ? `${scheme} ${redacted}` : all,
  ],
  [/\beyJ[\w-]{8,2000}\.[\w-]+(?:\.[\w-]*)?/g, () => redacted],
  // Keys that say by how they begin whose they are: Slack, GitHub, GitLab, Stripe, OpenAI, AWS, Google, SendGrid.
  [
    /\b(?:xox[a-z]-|xapp-|gh[pousr]_|github_pat_|glpat-|[rs]k_(?:live|test)_|whsec_|sk-|AKIA|ASIA|AIza|ya29\.|SG\.)[\w.-]{10,}/g,
    () => redacted,
  ],
  // 32 bytes as hex: an Ed25519 or an Ethereum key, a signature.
  [/\b(?:0x)?[\da-f]{64,}\b/gi, () => redacted],
  // 32 or 64 bytes in base64, as Kraken's and Coinbase's keys.
  [/(?<![A-Za-z\d+/])[A-Za-z\d+/]{42,}={1,2}/g, () => redacted],
  [/[\w-]{32,}/g, (all) => (looksRandom(all) ? redacted : all)],
];

/** Parts of a path behind which a messenger or a service takes who knows them for their owner. */
const opens = /^(?:hooks?|webhooks?|webhookb2|webhook-test|services|catch|key)$/i;

function redactPath(path: string): string {
  const parts = path.split('/');
  const from = parts.findIndex((part) => opens.test(part) || isSecretName(part));
  return parts
    .map((part, index) =>
      part !== '' && ((from >= 0 && index > from) || isUnspeakable(part)) ? redacted : part,
    )
    .join('/');
}

/** A part of a path that nobody named. Some venues make theirs of small letters and digits alone. */
function isUnspeakable(part: string): boolean {
  return (part.length >= 20 && looksRandom(part)) || /^(?=\D*\d)(?=[^a-z]*[a-z])[a-z\d]{40,}$/i.test(part);
}

/** Letters of both cases and digits in turn, as no word and no path has them. */
function looksRandom(text: string): boolean {
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || !/\d/.test(text)) return false;
  const turns = text.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|\d(?=\D)/g) ?? [];
  return turns.length >= text.length / 4;
}

/** A name, of two words at most, and what joins it to its value. */
const nameAndJoint =
  /(<)?(?<![\wäöüß.])([A-Za-zÄÖÜäöü_][\wÄÖÜäöüß.-]{0,80}(?: [A-Za-zÄÖÜäöü_][\wÄÖÜäöüß.-]{0,80})?)(?:\\*["'`\]])*(\s*(?:=>|[:=])\s*|>|(?<=["'`])\s*,\s*(?=[\\"'`\d])|\s+(?=\\*["'`]))/g;
/** Before the name of a pair in a list, or of the next one. */
const listed = /[[(,]\s{0,8}\\*["'`]$/;

/** Hides the value behind each secret's name: `a=b`, `a: b`, `"a":"b"`, also in a JSON text inside another, `<a>b`, `a "b"`, `["a","b"]`. */
function named(text: string): string {
  let clean = '';
  let done = 0;
  for (const { index, 0: all, 1: lead = '', 2: name = '', 3: joint = '' } of text.matchAll(nameAndJoint)) {
    const at = index + all.length;
    const isTag = joint === '>';
    if (index < done || (isTag && lead !== '<') || !(isSecretName(name) || isSeedName(name))) continue;
    if (joint.trim() === ',' && !listed.test(text.slice(Math.max(0, index - 24), index))) continue;
    const end = isTag ? endOf(/</g, text, at) : valueEnd(text, at, name, text[index - 1] === ';');
    const value = text.slice(at, end);
    if (!isSecretName(name) && isWholeNumber(value)) continue;
    if (value === '' || /^(?:null|undefined|true|false)$/.test(value)) continue;
    clean += `${text.slice(done, at)}${quoted(value)}`;
    done = end;
  }
  return clean + text.slice(done);
}

/** In the quotes of the value, so that what was JSON is JSON. */
function quoted(value: string): string {
  const quote = /^\\*["'`]/.exec(value)?.[0] ?? '';
  return `${quote}${redacted}${quote}`;
}

function valueEnd(text: string, at: number, name: string, isListed: boolean): number {
  // Python writes bytes as b'…', PHP a text as string(3) "…".
  const opening = /^(?:b|string\(\d+\) )?(\\*)(["'`])/.exec(text.slice(at, at + 24));
  if (opening !== null)
    return quoteEnd(text, at + opening[0].length, opening[2] ?? '', opening[1]?.length ?? 0);
  if (text[at] === '{' || text[at] === '[') return bracketEnd(text, at);
  // The value of a header and the words of a wallet go on to the end of the line, that in a connection string to the next semicolon.
  if (/authori[sz]ation|cookie|mnemonic|phrase/i.test(name) || isSeedName(name))
    return endOf(/[\r\n"'`}]/g, text, at);
  return endOf(isListed ? /[;\r\n]/g : /[\s&,;)\]}"'`<>]/g, text, at);
}

/** Behind the quote that has as many backslashes before it as the one that opened. */
function quoteEnd(text: string, from: number, quote: string, backslashes: number): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    const before = /\\*$/.exec(text.slice(Math.max(from, at - 64), at))?.[0].length ?? 0;
    if (backslashes === 0 ? before % 2 === 0 : before <= backslashes) return at + 1;
  }
  return text.length;
}

function bracketEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if ('{['.includes(text[at] ?? '')) depth += 1;
    else if ('}]'.includes(text[at] ?? '') && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOf(ending: RegExp, text: string, from: number): number {
  ending.lastIndex = from;
  return ending.exec(text)?.index ?? text.length;
}
