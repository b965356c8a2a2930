/** What an option's value has to be. */
export type ValueRule = 'flag' | 'folder' | 'file' | 'port' | 'restAddress' | 'streamAddress' | 'logLevel';

const english = {
  unknownOption: (name: string) => `unknown option ${name}`,
  noOption: (place: number) => `argument ${place} is no option`,
  needsValue: (option: string, usage: string) => `${option} needs a value: ${usage}`,
  unknownVariable: (name: string) => `unknown variable ${name}`,
  /** Without its name where that may be a value in the wrong place. */
  unknownField: (field: string | undefined, path: string) =>
    `unknown field${field === undefined ? '' : ` "${field}"`} in ${path}`,
  meant: (name: string) => `; did you mean ${name}?`,
  seeHelp: '; --help lists them',
  addressInFolder: (field: string, path: string, option: string) =>
    `"${field}" in ${path} is not taken: the file came with its folder, and keys would go to that address; name the file with --config FILE, or the address with ${option} URL`,
  fieldIn: (field: string, path: string) => `"${field}" in ${path}`,
  mustBeWrittenOut: 'must be written out: only ~ at its beginning stands for a folder here, your own',
  mustBeUnicode: 'must be written in UTF-8: what came here is not the path that was meant',
  noHome: 'there is no home folder to keep the workspaces in: name one with --workspaces DIR',
  noFile: (path: string) => `the config file ${path} is not there`,
  noObject: (path: string) => `the config file ${path} must hold one JSON object`,
  unreadable: (path: string, reason: string) => `the config file ${path} cannot be read: ${reason}`,
  noJsonAt: (line: string, column: string) => `it is not valid JSON (line ${line} column ${column})`,
  noJson: 'it is not valid JSON (look for a missing quote, comma or brace)',
  rules: {
    flag: 'must be true or false',
    folder: 'must name a folder',
    file: 'must name a file',
    port: 'must be a whole number from 0 to 65535',
    restAddress: 'must be an address that begins with https:// or http://',
    streamAddress: 'must be an address that begins with wss:// or ws://',
    logLevel: 'must be error, warn or info',
  } satisfies Record<ValueRule, string>,
};
export type OptionWords = typeof english;

const german: OptionWords = {
  unknownOption: (name) => `Unbekannte Option ${name}`,
  noOption: (place) => `Argument ${place} ist keine Option`,
  needsValue: (option, usage) => `${option} braucht einen Wert: ${usage}`,
  unknownVariable: (name) => `Unbekannte Variable ${name}`,
  unknownField: (field, path) => `Unbekanntes Feld${field === undefined ? '' : ` „${field}“`} in ${path}`,
  meant: (name) => `; meinten Sie ${name}?`,
  seeHelp: '; --help führt sie auf',
  addressInFolder: (field, path, option) =>
    `„${field}“ in ${path} gilt nicht: Die Datei kam mit ihrem Ordner, und Schlüssel gingen an diese Adresse; nennen Sie die Datei mit --config FILE oder die Adresse mit ${option} URL`,
  fieldIn: (field, path) => `„${field}“ in ${path}`,
  mustBeWrittenOut: 'muss ausgeschrieben sein: nur ~ am Anfang steht hier für einen Ordner, Ihren eigenen',
  mustBeUnicode: 'muss in UTF-8 geschrieben sein: was hier ankam, ist nicht der gemeinte Pfad',
  noHome:
    'Es gibt keinen Benutzerordner für die Arbeitsbereiche: Nennen Sie einen Ordner mit --workspaces DIR',
  noFile: (path) => `Die Konfigurationsdatei ${path} gibt es nicht`,
  noObject: (path) => `Die Konfigurationsdatei ${path} muss genau ein JSON-Objekt enthalten`,
  unreadable: (path, reason) => `Die Konfigurationsdatei ${path} lässt sich nicht lesen: ${reason}`,
  noJsonAt: (line, column) => `Sie ist kein gültiges JSON (Zeile ${line}, Spalte ${column})`,
  noJson: 'Sie ist kein gültiges JSON (vielleicht fehlt ein Anführungszeichen, ein Komma oder eine Klammer)',
  rules: {
    flag: 'muss true oder false sein',
    folder: 'muss einen Ordner nennen',
    file: 'muss eine Datei nennen',
    port: 'muss eine ganze Zahl von 0 bis 65535 sein',
    restAddress: 'muss eine Adresse sein, die mit https:// oder http:// beginnt',
    streamAddress: 'muss eine Adresse sein, die mit wss:// oder ws:// beginnt',
    logLevel: 'muss error, warn oder info sein',
  },
};

/** A terminal is spoken to in English, a box of the system in the system's language. */
export const optionWords = { en: english, de: german } as const;
