import { dirname, join, resolve } from 'node:path';
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

/** Command line, then environment, then file, then default. Every problem found is named with its source. */
export function readConfiguration(
  argv: readonly string[],
  surroundings: Surroundings,
  readText: ReadText,
): ConfigurationReading {
  const problems: string[] = [];
  const given: Source = {
    ...fromEnvironment(surroundings, problems),
    ...fromArguments(argv, surroundings, problems),
  };
  if (given.help?.value === true) return { type: 'help', text: helpText() };
  if (given.version?.value === true) return { type: 'version' };

  const named = given.config === undefined ? undefined : pathOf('config', given, problems);
  const folder = pathOf('workspaces', given, problems) ?? defaultWorkspacesFolder(surroundings);
  const all: Source = {
    ...fromFile(named ?? join(folder, 'config.json'), named !== undefined, readText, problems),
    ...given,
  };
  const configuration: Configuration = {
    browser: valueOf('browser', all, problems) ?? false,
    noOpen: valueOf('noOpen', all, problems) ?? false,
    port: valueOf('port', all, problems) ?? 0,
    workspaces: pathOf('workspaces', all, problems) ?? folder,
    demo: valueOf('demo', all, problems) ?? false,
    binanceRestUrl: valueOf('binanceRestUrl', all, problems),
    binanceStreamUrl: valueOf('binanceStreamUrl', all, problems),
    logLevel: valueOf('logLevel', all, problems) ?? 'info',
  };
  return problems.length === 0
    ? { type: 'configuration', configuration }
    : { type: 'problems', problems: [...new Set(problems)] };
}

function fromArguments(argv: readonly string[], { currentFolder }: Surroundings, problems: string[]): Source {
  const found: Source = {};
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [flagName, inline] = splitOnce(word === '-h' ? '--help' : word, '=');
    const field = fields.find((candidate) => `--${options[candidate].name}` === flagName);
    if (field === undefined) {
      const known = fields.map((candidate) => `--${options[candidate].name}`);
      const meant = suggestion(flagName, known);
      // What stands here may be the value of another option: only what reads as an option's name is repeated.
      const isName = /^--[a-z-]{1,30}$/.test(flagName) || meant.startsWith(suggested);
      problems.push(
        `${isName ? `unknown option ${flagName}` : `argument ${argv.indexOf(word) + 1} is no option`}${meant}`,
      );
      // Probably its value.
      nextValue(words);
      continue;
    }
    const { value } = optionOf(field);
    const text = inline ?? (value === undefined ? 'true' : nextValue(words));
    if (text === undefined) problems.push(`${flagName} needs a value: ${flagName} ${value}`);
    else found[field] = { value: readFlag(field, text), source: flagName, folder: currentFolder };
  }
  return found;
}

function nextValue(words: string[]): string | undefined {
  return words[0]?.startsWith('--') === true ? undefined : words.shift();
}

function fromEnvironment({ environment, currentFolder }: Surroundings, problems: string[]): Source {
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
    if (meant !== undefined) problems.push(`unknown variable ${name}; did you mean TAPEDECK_${meant}?`);
  }
  return found;
}

function fromFile(path: string, asked: boolean, readText: ReadText, problems: string[]): Source {
  const found: Source = {};
  const content = readObject(path, asked, readText, problems);
  const known = fields.filter((field) => optionOf(field).notInFile !== true);
  for (const [name, value] of Object.entries(content)) {
    const field = known.find((candidate) => candidate === name);
    const shown = /^[A-Za-z]{1,30}$/.test(name) ? ` "${name}"` : '';
    if (field === undefined) problems.push(`unknown field${shown} in ${path}${suggestion(name, known)}`);
    else found[field] = { value, source: `"${name}" in ${path}`, folder: dirname(path) };
  }
  return found;
}

function readObject(path: string, asked: boolean, readText: ReadText, problems: string[]): object {
  try {
    const text = readText(path);
    if (text === undefined) {
      if (asked) problems.push(`the config file ${path} is not there`);
      return {};
    }
    const value = jsonIn(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    problems.push(`the config file ${path} must hold one JSON object`);
  } catch (error) {
    const reason = reasonOf(error);
    problems.push(`the config file ${path} cannot be read: ${reason}`);
  }
  return {};
}

/** The engine's own error quotes what stands around the mistake, and that may be a secret. */
function jsonIn(text: string): unknown {
  try {
    return parseShallowJson(text);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.startsWith('it is nested')) throw error;
    const place =
      /\(line \d+ column \d+\)$/.exec(reason)?.[0] ?? '(look for a missing quote, comma or brace)';
    throw new SyntaxError(`it is not valid JSON ${place}`);
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
type Parsed<Output> =
  | { readonly success: true; readonly data: Output }
  | { readonly success: false; readonly error: { readonly issues: readonly { readonly message: string }[] } };

const schemas: Schemas = options;

function valueOf<Name extends Field>(
  field: Name,
  given: Source,
  problems: string[],
): Value<Name> | undefined {
  const entry = given[field];
  if (entry === undefined) return undefined;
  const parsed = schemas[field].schema.safeParse(entry.value);
  if (parsed.success) return parsed.data;
  const rule =
    optionOf(field).value === undefined ? 'must be true or false' : parsed.error.issues[0]?.message;
  // Without the value: a key or a password may have been given in the wrong place.
  problems.push(`${entry.source} ${rule}`);
  return undefined;
}

/** Relative to the current folder, or to the file's that names it. */
function pathOf(field: 'workspaces' | 'config', given: Source, problems: string[]): string | undefined {
  const path = valueOf(field, given, problems);
  return path === undefined ? undefined : resolve(given[field]?.folder ?? '', path);
}

const suggested = '; did you mean ';

function suggestion(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  return meant === undefined ? '; --help lists them' : `${suggested}${meant}?`;
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
