import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Path of the system's Chromium: what `CHROMIUM` names, else the first one in PATH; undefined where there is none. */
export function findChromium() {
    const named = process.env['CHROMIUM'];
    if (named !== undefined && named !== '')
        return named;
    const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
    return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}
/** The system's Chromium, until the test ends; undefined, with the test skipped, where there is none. */
export async function openChromium(test) {
    const executablePath = findChromium();
    if (executablePath === undefined) {
        test.skip('there is no Chromium in PATH; CHROMIUM may name one');
        return undefined;
    }
    const browser = await launch(executablePath);
    test.after(() => browser.close());
    return browser;
}
export function launch(executablePath) {
    // Its sandbox needs a user other than root, and it shows nothing here but pages of our own.
    return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
function isExecutable(path) {
    try {
        accessSync(path, constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=chromium.js.map