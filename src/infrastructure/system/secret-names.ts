/** Wherever they stand in a name, in whatever case and with whatever joins the words. */
const anywhere =
  /secret|token|passw|kennwort|passphrase|passcode|pincode|credential|cookie|authori[sz]ation|signature|bearer|jwt|totp|otpauth|mnemonic|seedphrase|recovery(?:phrase|code)|twofactor|twofa(?=$|code|secret|pin)|codeverifier|passkey|backupcode|zugangsdaten|zugangscode|einmalcode|sicherungscode|geheim|wiederherstellungs?(?:code|satz|phrase|w[oö]rt|woert|schl)|connection(?:string|uri|url)|connstr|database(?:url|uri)|webhook|originstring|(?:api|access|private|secret|signing|encryption|shared|account|session|auth|listen|client|master|app|consumer|subscription)key(?!board)|(?:api|app|zugangs|zugriffs|sicherheits|privater?|kunden)schl(?:ü|ue)ssel/;
/** Only as words of their own: a spinning thing has no PIN, and a design is not signed. */
const words = new Set([
  'pin',
  'pwd',
  'pass',
  'otp',
  'mfa',
  '2fa',
  'dsn',
  'auth',
  'sign',
  'sig',
  'sid',
  'session',
]);
/** The words of a wallet, or a whole number that random ones are drawn from. */
const seed = /seed(?:hex|words?)?$/;
/** What means nothing elsewhere stands for a key or a code in the query of an address. */
const inQuery = new Set(['key', 'code', 'k', 't']);

/** True for the name of what must not be written down. */
export function isSecretName(name: string): boolean {
  const parts = wordsOf(name);
  return anywhere.test(parts.join('')) || parts.some((part) => words.has(part));
}

/** True for the name of what is secret unless it is a whole number. */
export function isSeedName(name: string): boolean {
  return seed.test(wordsOf(name).join(''));
}

/** Whether a text begins with one, also in quotes. */
export function isWholeNumber(text: string): boolean {
  return /^[\s\\"'`]*-?\d{1,20}(?![\w.-])/.test(text);
}

export function isSecretInQuery(name: string): boolean {
  return isSecretName(name) || inQuery.has(name.toLowerCase());
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-zäöüß\d])([A-ZÄÖÜ])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-zäöüß\d]+/);
}
