/** Switches of Chromium and of Electron's own, and what macOS adds, that reach the program among its arguments. */
const engineSwitches =
  /^(?:-psn_|--(?:no-sandbox|disable-|enable-|inspect|remote-|ozone-|force-|use-|user-data-dir|lang|proxy-|allow-file-access|original-process-start-time|js-flags|password-store))/;
/** Of these the ones that a packaged program takes: how it is drawn, its language, where the system keeps its keys. */
const harmless =
  /^(?:-psn_|--(?:ozone-platform|force-device-scale-factor|force-color-profile|use-gl|use-angle|disable-gpu(?:=|$)|enable-wayland-ime|lang|original-process-start-time|password-store)(?:[=_-]|$)|--disable-gpu$)/;

export type OwnArguments = {
  /** The program's own options. */
  readonly own: readonly string[];
  /** Names of switches that would let others into the program, or take away what keeps its page apart. */
  readonly refused: readonly string[];
};

/**
 * Unpackaged, Electron is started with the program's folder as the first argument, and every switch is taken. Packaged it
 * is the trader's: whoever can have it started with a switch, by a link or a changed shortcut, cannot debug it.
 */
export function ownArguments(argv: readonly string[], packaged: boolean): OwnArguments {
  const given = argv.slice(packaged ? 1 : 2);
  if (!packaged) return { own: given.filter((argument) => !engineSwitches.test(argument)), refused: [] };
  const left = given.filter((argument) => !harmless.test(argument));
  return {
    own: left.filter((argument) => !isRefused(argument)),
    refused: left.filter(isRefused).map((argument) => argument.split('=')[0] ?? ''),
  };
}

/** Chromium takes one dash for two, and on Windows a slash. */
function isRefused(argument: string): boolean {
  return /^[-/]/.test(argument) && engineSwitches.test(argument.replace(/^(?:--?|\/)/, '--'));
}
