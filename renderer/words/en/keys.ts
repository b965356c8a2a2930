import type { keyProblems } from '#src/domain/key-problem.ts';

/** The keys with which accounts are read at their venues. */
export const keys = {
  of: 'Venue key…',
  ofNamed: 'Venue key of {name}',
  title: 'Venue key of {name}',
  lead: 'With a key this account is read at its venue: what it holds there, beside what the record says. Nothing is changed there, and no order is sent.',
  howTo:
    'Make a key at {venue} that may read and nothing else: no withdrawals, no transfers, and only from the address of this machine, if that stays the same. A key that may withdraw or transfer is refused.',
  noVenue: 'No venue here takes keys.',
  venue: 'Venue',
  key: 'API key',
  secret: 'Secret key',
  keyMissing: 'The API key, as the venue shows it.',
  secretMissing: 'The secret key. The venue shows it once, when the key is made.',
  place: 'Keep it',
  keychain: 'In the keychain of this system',
  keychainMeaning: 'The system protects it, and it is there after the next start.',
  session: 'Until Tapedeck ends',
  sessionMeaning:
    'In memory alone, for a machine without a keychain. It is asked for again after the next start.',
  connect: 'Check and keep',
  connecting: 'Checking the key',
  there:
    'A key of {venue} reads this account. {place, select, keychain {It is in the keychain of this system.} other {It is kept until Tapedeck ends.}}',
  test: 'Test the key',
  testing: 'Testing the key',
  works: 'The key works.',
  mayTrade: 'It may place orders, which Tapedeck does not do with it.',
  signs: 'With its key this account trades at its venue, and is compared with it.',
  maySign: 'It may place orders.',
  mayNotSign: 'It may not place orders: the venue will refuse them. Allow it there, or connect another key.',
  fromAnywhere:
    'It is taken from any address: whoever gets hold of it can use it. Restrict it at the venue to the address of this machine.',
  addressNotTold:
    'The venue does not say from which addresses it is taken. See there that it is the address of this machine alone.',
  replace: 'Another key',
  remove: 'Remove the key',
  removing: 'Removing the key',
  removed: 'This account uses the key no more. Delete it at the venue too.',
  left: 'The key that the account had may still be in the keychain of this system',
  leftWhere:
    'The keychain did not say that it has removed it: {said}. Look for “Tapedeck” in the keychain (Keychain Access, Credential Manager, or Passwords and Keys), and delete the entry <strong>{item}</strong> there.',
  ask: 'Ask {venue} now',
  asking: 'Asking the venue',
  balances: 'What {venue} says that the account holds, beside the record',
  currency: 'Asset',
  atVenue: 'At the venue',
  recorded: 'In the record',
  difference: 'Difference',
  agrees: 'agrees',
  empty: 'Nothing is held there, and the record says the same.',
  allAgree: '{count, plural, one {The one balance agrees} other {All # balances agree}} with the record.',
  differ:
    '{count, plural, one {One balance differs} other {# balances differ}} from the record: something is missing there, or was recorded twice. Import what is missing, or enter it under Activity; of an account that trades, bring in what it traded before under Compare…',
  refused: '{action} did not succeed',
  askAgain: "Open the account's key under Accounts and try it again: what is wrong is said there then.",
  KEY_NOT_ACCEPTED:
    'The venue does not take this key: it is not known there, may not read, or is not taken from the address of this machine. Copy it anew, and look at its permissions and addresses at the venue.',
  KEY_MAY_NOT:
    'The venue says that this key lacks a permission: {said}. Allow it there, or connect another key under Accounts.',
  SIGNATURE_WRONG:
    'The venue does not take the signature: the secret is not the one of this key, or was not copied whole.',
  CLOCK_OFF:
    'The venue takes the request as too early or too late. Set the clock of this machine, then try again.',
  ADDRESS_BANNED:
    'The venue has banned the address of this machine until {until}, after too many requests from it. Nothing is asked of it before.',
  VENUE_LIMIT: 'The limit of requests of this address is used up. Try again after {until}.',
  VENUE_NOT_REACHED: 'The venue is not reached: {said}. Look at the network.',
  VENUE_NOT_WORKING:
    'The venue, or what stands before it, does not work at present: it answers HTTP {status}.',
  ANSWER_NOT_OF_VENUE:
    'HTTP {status} was answered, and not as the venue answers: by something that stands before it, as a proxy or a page to sign in to the network. Look at the network.',
  ANSWER_NOT_UNDERSTOOD: 'The answer of the venue is not understood: {said}.',
  VENUE_REFUSED: 'The venue refused it: {said}.',
  KEY_MAY_WITHDRAW:
    'This key may take money out of the account, by withdrawals or transfers, so it is not kept. Make one at the venue that may only read.',
  NO_KEYS_TAKEN: 'Accounts of {venue} cannot be read with a key.',
  OTHER_MARKET_KEY: 'The account trades on one market of its venue, and this key is of another.',
  PAPER_ACCOUNT: 'What a paper account holds is of this program alone: no venue knows of it.',
  NO_KEY: 'The account has no key. Enter one.',
  KEY_NOT_KEPT:
    'The key is not there any more: it was kept until Tapedeck ended, or was taken out of the keychain. Enter it again.',
  KEYCHAIN_SILENT:
    'The keychain of this system gave no answer: {said}. It may be waiting for its password in a window of its own. Unlock it and try again, or keep the key until Tapedeck ends.',
  KEY_MAY_BE_KEPT:
    'The keychain of this system gave no answer: {said}. No account uses the key. It may be there all the same: look for “Tapedeck” in the keychain, and delete {item}. Unlock the keychain and try again, or keep the key until Tapedeck ends.',
  KEYCHAIN_FAILED:
    'The keychain of this system is not there, or is locked: {said}. Unlock it and try again, or keep the key until Tapedeck ends.',
} as const satisfies Readonly<Record<keyof typeof keyProblems, string>> & Readonly<Record<string, string>>;
