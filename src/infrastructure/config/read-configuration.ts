import { dirname, join, resolve } from 'node:path';
import { optionWords, type OptionWords } from '#src/infrastructure/config/option-words.ts';
import { nearestName } from '#src/infrastructure/config/nearest-name.ts';
import {
  type Field,
  fields,
  helpText,
  optionOf,
  options,
  variableOf,
} from '#src/infrastructure/config/options.ts';
import { defaultWorkspacesFolder, type Surroundings } from '#src/infrastructure/config/workspaces-folder.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import { reasonOf } from '#src/domain/fault.ts';

export type Configuration = {
  readonly browser: boolean;
  readonly noOpen: boolean;
  readonly port: number;
  /** Absolute. */
  readonly workspaces: string;
  readonly demo: boolean;
  readonly binanceRestUrl: string | undefined;
  readonly binanceStreamUrl: string | undefined;
  readonly binanceApiUrl: string | undefined;
  readonly geminiRestUrl: string | undefined;
  readonly geminiSocketUrl: string | undefined;
  readonly krakenRestUrl: string | undefined;
  readonly krakenSocketUrl: string | undefined;
  readonly krakenPrivateUrl: string | undefined;
  readonly coinbaseRestUrl: string | undefined;
  readonly coinbaseSocketUrl: string | undefined;
  readonly coinbaseUserUrl: string | undefined;
  readonly logLevel: 'error' | 'warn' | 'info';
};

export type ConfigurationReading =
  | { readonly type: 'configuration'; readonly configuration: Configuration }
  | { readonly type: 'help'; readonly text: string }
  | { readonly type: 'version' }
  | { readonly type: 'problems'; readonly problems: readonly string[] };

/** The text of a file; undefined where there is none. Throws where it cannot be read. */
export type ReadText = (path: string) => string | undefined;

/** A value as it was given, and the words for where. */
type Given = { readonly value: unknown; readonly source: string; readonly folder: string };
type Source = Partial<Record<Field, Given>>;

/** What was found so far, and the words to say it in. */
type Problems = { readonly words: OptionWords; readonly found: string[] };

/** A config file that was named, that of the program's own folder, or one that lies in a folder which was named. */
type Origin = 'named' | 'own' | 'beside';

/** Command line, then environment, then file, then default. Every problem found is named with its source. */
export function readConfiguration(
  argv: readonly string[],
  surroundings: Surroundings,
  readText: ReadText,
  words: OptionWords = optionWords.en,
): ConfigurationReading {
  const problems: Problems = { words, found: [] };
  const given: Source = {
    ...fromEnvironment(surroundings, problems),
    ...fromArguments(argv, surroundings, problems),
  };
  if (given.help?.value === true) return { type: 'help', text: helpText() };
  if (given.version?.value === true) return { type: 'version' };

  const named = given.config === undefined ? undefined : pathOf('config', given, surroundings, problems);
  const folder = pathOf('workspaces', given, surroundings, problems) ?? defaultWorkspacesFolder(surroundings);
  const file = named ?? (folder === undefined ? undefined : join(folder, 'config.json'));
  const origin: Origin = named !== undefined ? 'named' : given.workspaces === undefined ? 'own' : 'beside';
  const all: Source = {
    ...(file === undefined ? {} : fromFile(file, origin, readText, problems)),
    ...given,
  };
  const workspaces = pathOf('workspaces', all, surroundings, problems) ?? folder;
  // Where one was named wrongly, that is the problem.
  if (all.workspaces === undefined && (workspaces === undefined || isMisread(workspaces)))
    problems.found.push(problems.words.noHome);
  const configuration: Configuration = {
    browser: valueOf('browser', all, problems) ?? false,
    noOpen: valueOf('noOpen', all, problems) ?? false,
    port: valueOf('port', all, problems) ?? 0,
    workspaces: workspaces ?? '',
    demo: valueOf('demo', all, problems) ?? false,
    binanceRestUrl: valueOf('binanceRestUrl', all, problems),
    binanceStreamUrl: valueOf('binanceStreamUrl', all, problems),
    binanceApiUrl: valueOf('binanceApiUrl', all, problems),
    geminiRestUrl: valueOf('geminiRestUrl', all, problems),
    geminiSocketUrl: valueOf('geminiSocketUrl', all, problems),
    krakenRestUrl: valueOf('krakenRestUrl', all, problems),
    krakenSocketUrl: valueOf('krakenSocketUrl', all, problems),
    krakenPrivateUrl: valueOf('krakenPrivateUrl', all, problems),
    coinbaseRestUrl: valueOf('coinbaseRestUrl', all, problems),
    coinbaseSocketUrl: valueOf('coinbaseSocketUrl', all, problems),
    coinbaseUserUrl: valueOf('coinbaseUserUrl', all, problems),
    logLevel: valueOf('logLevel', all, problems) ?? 'info',
  };
  return problems.found.length === 0
    ? { type: 'configuration', configuration }
    : { type: 'problems', problems: [...new Set(problems.found)] };
}

function fromArguments(argv: readonly string[], { currentFolder }: Surroundings, problems: Problems): Source {
  const found: Source = {};
  const { words: said } = problems;
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [flagName, inline] = splitOnce(word === '-h' ? '--help' : word, '=');
    const field = fields.find((candidate) => `--${options[candidate].name}` === flagName);
    if (field === undefined) {
      const known = fields.map((candidate) => `--${options[candidate].name}`);
      const meant = nearestName(flagName, known);
      // What stands here may be the value of another option: only what reads as an option's name is repeated.
      const isName = /^--[a-z-]{1,30}$/.test(flagName) || meant !== undefined;
      problems.found.push(
        `${isName ? said.unknownOption(flagName) : said.noOption(argv.indexOf(word) + 1)}${suggestion(meant, said)}`,
      );
      // Probably its value.
      nextValue(words);
      continue;
    }
    const { value } = optionOf(field);
    const text = inline ?? (value === undefined ? 'true' : nextValue(words));
    if (text === undefined) problems.found.push(said.needsValue(flagName, `${flagName} ${value}`));
    else found[field] = { value: readFlag(field, text), source: flagName, folder: currentFolder };
  }
  return found;
}

function nextValue(words: string[]): string | undefined {
  return words[0]?.startsWith('--') === true ? undefined : words.shift();
}

function fromEnvironment({ environment, currentFolder }: Surroundings, problems: Problems): Source {
  const found: Source = {};
  for (const field of fields) {
    const source = variableOf(field);
    const text = environment[source];
    if (text !== undefined && text !== '')
      found[field] = { value: readFlag(field, text), source, folder: currentFolder };
  }
  const variables = fields.map(variableOf);
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('TAPEDECK_') || variables.includes(name)) continue;
    // Others' variables may begin so; one that is nearly right is a slip.
    const meant = nearestName(
      name.slice('TAPEDECK_'.length),
      variables.map((known) => known.slice(9)),
    );
    if (meant === undefined) continue;
    problems.found.push(
      `${problems.words.unknownVariable(name)}${problems.words.meant(`TAPEDECK_${meant}`)}`,
    );
  }
  return found;
}

function fromFile(path: string, origin: Origin, readText: ReadText, problems: Problems): Source {
  const found: Source = {};
  const { words } = problems;
  const content = readObject(path, origin === 'named', readText, problems);
  const known = fields.filter((field) => optionOf(field).notInFile !== true);
  for (const [name, value] of Object.entries(content)) {
    const field = known.find((candidate) => candidate === name);
    const shown = /^[A-Za-z]{1,30}$/.test(name) ? name : undefined;
    if (field !== undefined && origin === 'beside' && isAddress(field))
      problems.found.push(words.addressInFolder(field, path, `--${optionOf(field).name}`));
    else if (field !== undefined)
      found[field] = { value, source: words.fieldIn(name, path), folder: dirname(path) };
    else
      problems.found.push(`${words.unknownField(shown, path)}${suggestion(nearestName(name, known), words)}`);
  }
  return found;
}

/** Whoever made the folder would have prices told, and keys taken, by a program of theirs. */
function isAddress(field: Field): boolean {
  return ['restAddress', 'streamAddress'].includes(optionOf(field).rule);
}

function readObject(path: string, asked: boolean, readText: ReadText, problems: Problems): object {
  const { words, found } = problems;
  try {
    const text = readText(path);
    if (text === undefined) {
      if (asked) found.push(words.noFile(path));
      return {};
    }
    const value = jsonIn(text, words);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    found.push(words.noObject(path));
  } catch (error) {
    found.push(words.unreadable(path, reasonOf(error)));
  }
  return {};
}

/** The engine's own error quotes what stands around the mistake, and that may be a secret. */
function jsonIn(text: string, words: OptionWords): unknown {
  try {
    return parseShallowJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.startsWith('it is nested')) throw error;
    const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(reason) ?? [];
    throw new SyntaxError(
      line === undefined || column === undefined ? words.noJson : words.noJsonAt(line, column),
    );
  }
}

/** On the command line and in the environment a flag is a text. */
function readFlag(field: Field, text: string): unknown {
  if (optionOf(field).value !== undefined) return text;
  if (['true', '1', 'yes'].includes(text.toLowerCase())) return true;
  if (['false', '0', 'no'].includes(text.toLowerCase())) return false;
  return text;
}

type Value<Name extends Field> = ReturnType<(typeof options)[Name]['schema']['parse']>;
type Schemas = {
  readonly [Name in Field]: { readonly schema: { safeParse(value: unknown): Parsed<Value<Name>> } };
};
type Parsed<Output> = { readonly success: true; readonly data: Output } | { readonly success: false };

const schemas: Schemas = options;

function valueOf<Name extends Field>(
  field: Name,
  given: Source,
  problems: Problems,
): Value<Name> | undefined {
  const entry = given[field];
  if (entry === undefined) return undefined;
  const parsed = schemas[field].schema.safeParse(entry.value);
  if (parsed.success) return parsed.data;
  // Without the value: a key or a password may have been given in the wrong place.
  problems.found.push(`${entry.source} ${problems.words.rules[optionOf(field).rule]}`);
  return undefined;
}

/**
 * Relative to the current folder, or to the file's that names it. What else a shell would have replaced is not taken for a
 * name: it leaves it alone behind `--workspaces=`, and no shell reads the file.
 */
function pathOf(
  field: 'workspaces' | 'config',
  given: Source,
  { home }: Surroundings,
  problems: Problems,
): string | undefined {
  const path = valueOf(field, given, problems);
  const entry = given[field];
  if (path === undefined || entry === undefined) return undefined;
  const written = home === undefined ? path : path.replace(/^~(?=$|[/\\])/, home);
  const isWrittenOut = !/^(?:~|\$\{?\w|%\w+%)/.test(written);
  const absolute = resolve(entry.folder, written);
  if (isWrittenOut && !isMisread(absolute)) return absolute;
  const { mustBeUnicode, mustBeWrittenOut } = problems.words;
  problems.found.push(`${entry.source} ${isWrittenOut ? mustBeUnicode : mustBeWrittenOut}`);
  return undefined;
}

/** Bytes that are no UTF-8 came here as this sign: by it another folder would be made, and one for many. */
function isMisread(path: string): boolean {
  return path.includes('\uFFFD');
}

function suggestion(meant: string | undefined, words: OptionWords): string {
  return meant === undefined ? words.seeHelp : words.meant(meant);
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
