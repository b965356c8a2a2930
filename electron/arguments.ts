/** Switches of Chromium and of Electron's own, and what macOS adds, that reach the program among its arguments. */
const engineSwitches =
  /^(?:-psn_|--(?:no-sandbox|disable-|enable-|inspect|remote-debugging-|ozone-|force-|use-|user-data-dir|lang|proxy-|allow-file-access|original-process-start-time|js-flags|password-store))/;

/** The program's own options. Unpackaged, Electron is started with the program's folder as the first argument. */
export function ownArguments(argv: readonly string[], packaged: boolean): readonly string[] {
  return argv.slice(packaged ? 1 : 2).filter((argument) => !engineSwitches.test(argument));
}
