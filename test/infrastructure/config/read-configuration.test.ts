import { describe, expect, it } from 'vitest';
import { optionWords, type OptionWords } from '#src/infrastructure/config/option-words.ts';
import { fields, optionOf, variableOf } from '#src/infrastructure/config/options.ts';
import { readConfiguration } from '#src/infrastructure/config/read-configuration.ts';
import {
  defaultWorkspacesFolder,
  homeAmong,
  type Surroundings,
} from '#src/infrastructure/config/workspaces-folder.ts';

type Files = Readonly<Record<string, string>>;

function read(
  argv: readonly string[],
  environment: Surroundings['environment'] = {},
  files: Files = {},
  words?: OptionWords,
) {
  const surroundings: Surroundings = {
    platform: 'linux',
    home: '/home/ada',
    currentFolder: '/here',
    environment,
  };
  return readConfiguration(argv, surroundings, (path) => files[path], words);
}

function configured(...given: Parameters<typeof read>) {
  const reading = read(...given);
  if (reading.type !== 'configuration') throw new Error(JSON.stringify(reading));
  return reading.configuration;
}

function problemsOf(...given: Parameters<typeof read>): readonly string[] {
  const reading = read(...given);
  return reading.type === 'problems' ? reading.problems : [];
}

const defaultFile = '/home/ada/.local/share/tapedeck/workspaces/config.json';

/** A file of a folder was obeyed because the program was started there: CVE-2022-21699 (IPython). */
describe('an address in a config file that nobody has named', () => {
  const addresses = fields.filter((field) => field.endsWith('Url'));
  const file = '/received/config.json';

  it.each(addresses)('is not taken from the folder that --workspaces names: %s', (field) => {
    const option = `--${optionOf(field).name}`;
    const address = field.includes('Rest') ? 'https://elsewhere.example' : 'wss://elsewhere.example';
    const files = { [file]: JSON.stringify({ [field]: address }) };
    for (const given of [
      problemsOf(['--workspaces', '/received'], {}, files),
      problemsOf([], { TAPEDECK_WORKSPACES: '/received' }, files),
    ]) {
      expect(given).toEqual([
        `"${field}" in ${file} is not taken: the file came with its folder, and keys would go to that address; name the file with --config FILE, or the address with ${option} URL`,
      ]);
    }
    const taken = { [field]: address };
    expect(configured(['--workspaces', '/received', '--config', file], {}, files)).toMatchObject(taken);
    expect(configured([], {}, { [defaultFile]: JSON.stringify(taken) })).toMatchObject(taken);
  });

  it('keeps nothing else of the file from holding', () => {
    const files = { [file]: '{"logLevel":"error"}' };
    expect(configured(['--workspaces', '/received'], {}, files).logLevel).toBe('error');
  });
});

it('a config file that is nested without end is named as that', () => {
  const files = { [defaultFile]: '{"a":'.repeat(200_000) };
  expect(problemsOf([], {}, files)).toEqual([
    `the config file ${defaultFile} cannot be read: it is nested more than 64 deep`,
  ]);
});

describe('where a value comes from', () => {
  it('is nowhere: the defaults', () => {
    expect(configured([])).toEqual({
      browser: false,
      noOpen: false,
      port: 0,
      workspaces: '/home/ada/.local/share/tapedeck/workspaces',
      demo: false,
      binanceRestUrl: undefined,
      binanceStreamUrl: undefined,
      binanceApiUrl: undefined,
      geminiRestUrl: undefined,
      geminiSocketUrl: undefined,
      krakenRestUrl: undefined,
      krakenSocketUrl: undefined,
      krakenPrivateUrl: undefined,
      coinbaseRestUrl: undefined,
      coinbaseSocketUrl: undefined,
      coinbaseUserUrl: undefined,
      logLevel: 'info',
    });
  });

  it('is the command line, then the environment, then the file', () => {
    const files = { [defaultFile]: '{"port": 3, "logLevel": "warn", "demo": true}' };
    const environment = { TAPEDECK_PORT: '2', TAPEDECK_LOG_LEVEL: 'error' };

    expect(configured(['--port', '1'], environment, files)).toMatchObject({
      port: 1,
      logLevel: 'error',
      demo: true,
    });
    expect(configured([], environment, files).port).toBe(2);
    expect(configured([], {}, files).port).toBe(3);
  });

  it.each(fields.filter((field) => optionOf(field).notInFile !== true))(
    '%s can be said in all three ways',
    (field) => {
      const { name, value } = optionOf(field);
      const texts: Readonly<Record<string, string>> = {
        port: '80',
        logLevel: 'warn',
        workspaces: '/w',
        binanceRestUrl: 'http://127.0.0.1:1',
        binanceStreamUrl: 'ws://127.0.0.1:2',
        binanceApiUrl: 'ws://127.0.0.1:3',
        geminiRestUrl: 'http://127.0.0.1:4',
        geminiSocketUrl: 'ws://127.0.0.1:5',
        krakenRestUrl: 'http://127.0.0.1:6',
        krakenSocketUrl: 'ws://127.0.0.1:7',
        krakenPrivateUrl: 'ws://127.0.0.1:8',
        coinbaseRestUrl: 'http://127.0.0.1:9',
        coinbaseSocketUrl: 'ws://127.0.0.1:10',
        coinbaseUserUrl: 'ws://127.0.0.1:11',
      };
      const text = texts[field];
      const inFile = JSON.stringify({ [field]: value === undefined ? true : field === 'port' ? 80 : text });
      const file = { '/c.json': inFile };

      const line = configured(value === undefined ? [`--${name}`] : [`--${name}`, text ?? '']);

      expect(line).not.toEqual(configured([]));
      expect(configured([], { [variableOf(field)]: text ?? '1' })).toEqual(line);
      expect(configured(['--config', '/c.json'], {}, file)).toEqual(line);
    },
  );

  it('takes --name=value, and a flag that is switched off again', () => {
    expect(configured(['--port=7', '--demo=false'], { TAPEDECK_DEMO: '1' })).toMatchObject({
      port: 7,
      demo: false,
    });
  });

  it('takes a path as relative to where it was written', () => {
    expect(configured(['--workspaces', 'w']).workspaces).toBe('/here/w');
    const file = { '/etc/tapedeck/c.json': '{"workspaces": "w"}' };
    expect(configured(['--config', '/etc/tapedeck/c.json'], {}, file).workspaces).toBe('/etc/tapedeck/w');
  });
});

describe('what is wrong is named, with where it was said', () => {
  it.each([
    [['--prot', '1'], 'unknown option --prot; did you mean --port?'],
    [['--frobnicate'], 'unknown option --frobnicate; --help lists them'],
    [['demo'], 'unknown option demo; did you mean --demo?'],
    [['--port'], '--port needs a value: --port N'],
    [['--port', '--demo'], '--port needs a value: --port N'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
    [['--port', '8o'], '--port must be a whole number from 0 to 65535'],
    [['--port', '1e3'], '--port must be a whole number from 0 to 65535'],
    [['--port', '-1'], '--port must be a whole number from 0 to 65535'],
    [['--demo=maybe'], '--demo must be true or false'],
    [['--log-level', 'loud'], '--log-level must be error, warn or info'],
    [['--workspaces', ''], '--workspaces must name a folder'],
    [
      ['--binance-rest-url', 'ftp://x'],
      '--binance-rest-url must be an address that begins with https:// or http://',
    ],
    [['--config', '/none.json'], 'the config file /none.json is not there'],
  ])('%j', (argv, problem) => {
    expect(problemsOf(argv)).toEqual([problem]);
  });

  it('in the environment', () => {
    expect(problemsOf([], { TAPEDECK_PORT: 'x' })).toEqual([
      'TAPEDECK_PORT must be a whole number from 0 to 65535',
    ]);
    expect(problemsOf([], { TAPEDECK_PROT: '1' })).toEqual([
      'unknown variable TAPEDECK_PROT; did you mean TAPEDECK_PORT?',
    ]);
    expect(problemsOf([], { TAPEDECK_RECORDINGS: '/r' })).toEqual([]);
  });

  it.each([
    ['{"prot": 1}', `unknown field "prot" in ${defaultFile}; did you mean port?`],
    ['{"port": null}', `"port" in ${defaultFile} must be a whole number from 0 to 65535`],
    ['{"demo": "yes"}', `"demo" in ${defaultFile} must be true or false`],
    ['{"workspaces": 5}', `"workspaces" in ${defaultFile} must name a folder`],
    ['[]', `the config file ${defaultFile} must hold one JSON object`],
    ['{', `the config file ${defaultFile} cannot be read: `],
  ])('in the file: %s', (content, problem) => {
    expect(problemsOf([], {}, { [defaultFile]: content })).toEqual([expect.stringContaining(problem)]);
  });

  it.each<Parameters<typeof read>>([
    [['--port', 'hunter2']],
    [['--port', '1', 'hunter2']],
    [['--passphrase=hunter2']],
    [['-phunter2']],
    [['--hunter2']],
    [['--binance-rest-url', 'https://ada:hunter2@api.binance.com']],
    [['--demo', '--log-level', 'hunter2'], { TAPEDECK_PORT: 'hunter2', TAPEDECK_DEMO: 'hunter2' }],
    [[], {}, { [defaultFile]: '{"port": "hunter2"}' }],
    [[], {}, { [defaultFile]: '{"port": {"secret": "hunter2"}}' }],
    [[], {}, { [defaultFile]: '{"apiSecret": hunter2}' }],
    [[], {}, { [defaultFile]: 'hunter2' }],
    [[], {}, { [defaultFile]: '{"hunter2": 1}' }],
  ])('by its name and never by a value that may be secret: %j %j %j', (...given) => {
    const problems = problemsOf(...given);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('and none in a file that an editor of Windows has marked as UTF-8', () => {
    expect(problemsOf([], {}, { [defaultFile]: '\uFEFF{"port": 1}' })).toEqual([]);
  });

  it('in a file that is no JSON, by the place where that can be told', () => {
    expect(problemsOf([], {}, { [defaultFile]: '{"port": 1\n "demo": true}' })).toEqual([
      `the config file ${defaultFile} cannot be read: it is not valid JSON (line 2 column 2)`,
    ]);
  });

  it('in German where the system is', () => {
    const files = { [defaultFile]: '{"port": "x", "demo": 1, "prot": 2}' };
    const problems = problemsOf(['--wrokspaces', 'x', '--log-level'], {}, files, optionWords.de);
    expect(problems).toEqual([
      'Unbekannte Option --wrokspaces; meinten Sie --workspaces?',
      '--log-level braucht einen Wert: --log-level LEVEL',
      `Unbekanntes Feld „prot“ in ${defaultFile}; meinten Sie port?`,
      `„port“ in ${defaultFile} muss eine ganze Zahl von 0 bis 65535 sein`,
      `„demo“ in ${defaultFile} muss true oder false sein`,
    ]);
  });

  it('all at once', () => {
    expect(problemsOf(['--prot', '--port', 'x'], { TAPEDECK_DEMO: 'x' })).toHaveLength(3);
  });
});

it('the help names every option and its variable', () => {
  const reading = read(['--port', '1', '-h']);
  if (reading.type !== 'help') throw new Error('no help');

  for (const field of fields) {
    expect(reading.text).toContain(`--${optionOf(field).name}`);
    expect(reading.text).toContain(variableOf(field));
  }
  expect(read(['--version'])).toEqual({ type: 'version' });
});

it.each([
  ['linux', {}, '/home/ada/.local/share/tapedeck/workspaces'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/tapedeck/workspaces'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/tapedeck/workspaces'],
  ['darwin', {}, '/home/ada/Library/Application Support/Tapedeck/workspaces'],
  ['win32', { APPDATA: 'C:\\Users\\ada\\Data' }, 'C:\\Users\\ada\\Data\\Tapedeck\\workspaces'],
] as const)('the default folder on %s with %j', (platform, environment, folder) => {
  const surroundings = { platform, home: '/home/ada', currentFolder: '/', environment };
  expect(defaultWorkspacesFolder(surroundings)).toBe(folder);
});

/** A shell replaces what stands for a folder, but not in `--workspaces=~/tapes`, a unit's file or the config file. */
describe('a path that a shell would have written out', () => {
  it.each([
    ['~', '/home/ada'],
    ['~/tapes', '/home/ada/tapes'],
    ['./~', '/here/~'],
    ['./~ben/tapes', '/here/~ben/tapes'],
    ['tapes~', '/here/tapes~'],
    ['$', '/here/$'],
  ])('%s is %s', (path, folder) => {
    expect(configured([`--workspaces=${path}`]).workspaces).toBe(folder);
    expect(configured([], { TAPEDECK_WORKSPACES: path }).workspaces).toBe(folder);
    expect(configured([], {}, { [defaultFile]: JSON.stringify({ workspaces: path }) }).workspaces).toBe(
      folder.replace('/here', '/home/ada/.local/share/tapedeck/workspaces'),
    );
  });

  it('is that of the config file too', () => {
    expect(configured(['--config=~/c.json'], {}, { '/home/ada/c.json': '{"port": 5}' }).port).toBe(5);
  });

  it.each(['~ben/tapes', '~ben', '$HOME/tapes', '${HOME}/tapes', '%APPDATA%\\tapes', '%APPDATA%'])(
    '%s names nothing here, and makes no folder of that name',
    (path) => {
      const rule = 'must be written out: only ~ at its beginning stands for a folder here, your own';
      expect(problemsOf([`--workspaces=${path}`])).toEqual([`--workspaces ${rule}`]);
      expect(problemsOf([`--config=${path}`])).toEqual([`--config ${rule}`]);
      expect(problemsOf([], { TAPEDECK_WORKSPACES: path }, {}, optionWords.de)).toEqual([
        'TAPEDECK_WORKSPACES muss ausgeschrieben sein: nur ~ am Anfang steht hier für einen Ordner, Ihren eigenen',
      ]);
    },
  );
});

function unlisted(): string {
  throw new Error('ENOENT');
}

function readHomeless(argv: readonly string[], environment: Surroundings['environment'] = {}) {
  const surroundings = { platform: 'linux', home: undefined, currentFolder: '/here', environment } as const;
  return readConfiguration(argv, surroundings, () => undefined);
}

describe('a home folder', () => {
  it('is taken from the system where the environment names none that is absolute', () => {
    expect(homeAmong([() => '', () => '/home/ada'])).toBe('/home/ada');
    expect(homeAmong([() => 'here', unlisted, () => '/home/ada'])).toBe('/home/ada');
    expect(homeAmong([() => 'here', unlisted])).toBeUndefined();
  });

  it('that is not known is asked for, and nothing is kept in the current folder', () => {
    const { noHome } = optionWords.en;
    expect(readHomeless([])).toEqual({ type: 'problems', problems: [noHome] });
    expect(readHomeless(['--workspaces', '~/w'])).toMatchObject({ type: 'problems' });
    expect(readHomeless(['--workspaces', '/w'])).toMatchObject({ configuration: { workspaces: '/w' } });
    expect(readHomeless([], { XDG_DATA_HOME: '/data' })).toMatchObject({
      configuration: { workspaces: '/data/tapedeck/workspaces' },
    });
  });

  it.each(['', 'AppData', String.raw`..\AppData`])('of Windows stands for APPDATA that is %j', (data) => {
    const windows: Surroundings = {
      platform: 'win32',
      home: String.raw`C:\Users\Ada`,
      currentFolder: 'C:\\',
      environment: { APPDATA: data },
    };
    expect(defaultWorkspacesFolder(windows)).toBe(
      String.raw`C:\Users\Ada\AppData\Roaming\Tapedeck\workspaces`,
    );
  });
});

describe('a path that is not in UTF-8', () => {
  it('is refused, since it would name another folder', () => {
    const misread = Buffer.from([0x2f, 0x77, 0xff]).toString();
    const { mustBeUnicode, noHome } = optionWords.en;
    expect(problemsOf(['--workspaces', misread])).toEqual([`--workspaces ${mustBeUnicode}`]);
    expect(problemsOf(['--config', misread])).toEqual([`--config ${mustBeUnicode}`]);
    expect(problemsOf([], { XDG_DATA_HOME: misread })).toEqual([noHome]);
  });
});
