import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkImage } from '../../../pipelines/images/check-image.js';
import { imageView } from './image-sample.js';
/** Writes a line for each file in the folders of its arguments: what a view and `check-image` say of it. */
for (const folder of process.argv.slice(2)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile())
            continue;
        const file = join(entry.parentPath, entry.name);
        const begun = performance.now();
        const view = imageView(readFileSync(file), { caption: 'A caption of the picture.' });
        const check = await checkImage.transform(view, checkImage.parameters.parse({ minSide: 1 }));
        const [header, pixels] = [await view.header(), await view.pixels()];
        await view.signals();
        const answer = {
            file,
            header: told(header),
            pixels: told(pixels),
            check: 'reason' in check ? check.reason : 'kept',
            milliseconds: performance.now() - begun,
            rssMiB: process.resourceUsage().maxRSS / 1024,
        };
        process.stdout.write(`${JSON.stringify(answer)}\n`);
    }
}
function told(value) {
    return 'problem' in value ? value.problem : `${value.width} × ${value.height}`;
}
//# sourceMappingURL=answer-files.js.map