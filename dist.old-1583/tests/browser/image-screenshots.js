// Takes the picture of docs/images.md, in half a minute: node dist/tests/browser/image-screenshots.js [FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { packageRoot } from '../../storage/package-root.js';
import { millraceOutput } from '../journeys/build-command.js';
import { writePictures } from '../journeys/picture-folder.js';
import { findChromium, launch } from './chromium.js';
const images = process.argv[2] ?? fileURLToPath(new URL('docs/images/', packageRoot));
const executablePath = findChromium();
if (executablePath === undefined)
    throw new Error('there is no Chromium in PATH; CHROMIUM may name one');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'millrace-screenshots-'));
const browser = await launch(executablePath);
const recipe = `version: 1
dataset: pictures
kind: image
sources: [ { format: folder, path: 'pictures/**', label: folder } ]
stages: [ check-image: { minSide: 32 }, dedup-exact, resize: { shorterSide: 64 }, dedup-image ]
augment: { copies: 2, operations: [ random-resized-crop: { size: 64 }, random-horizontal-flip ] }
`;
try {
    await writePictures(join(folder, 'pictures'));
    const path = join(folder, 'pictures.yaml');
    writeFileSync(path, recipe);
    await run('build', path);
    const report = join(folder, 'report.html');
    await run('show', 'pictures', '--report', report);
    const page = await browser.newPage({ viewport: { width: 1400, height: 2050 } });
    await page.goto(pathToFileURL(report).href);
    await page.locator('svg').first().waitFor();
    const picture = sharp(await page.screenshot()).png({ palette: true, quality: 80, effort: 10 });
    await picture.toFile(join(images, 'image-report.png'));
}
finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
async function run(...words) {
    const { code, stderr } = await millraceOutput([...words, '--store', join(folder, 'store'), '--json']);
    if (code !== 0 && code !== 4)
        throw new Error(stderr);
}
//# sourceMappingURL=image-screenshots.js.map