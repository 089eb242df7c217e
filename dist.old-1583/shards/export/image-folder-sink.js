import { imageExtension } from './export-sample.js';
import { lineFile, lineOf } from './line-file.js';
import { recordKey } from './record-key.js';
/**
 * Writes images as files, `SPLIT/images/KEY.jpg`, and a line about each in `SPLIT/metadata.jsonl`: an image folder of
 * Hugging Face `datasets`. `objects` has the boxes, as left, top, width, height in pixels, where an image has any.
 */
export function imageFolderSink(folder, split) {
    let lines;
    return {
        add: async (sample) => {
            if (sample.content !== 'images')
                return;
            const { image, boxes, ...more } = sample.image;
            const name = `images/${recordKey(more.id)}.${imageExtension(more)}`;
            await folder.put(`${split}/${name}`, image);
            lines ??= lineFile(await folder.create(`${split}/metadata.jsonl`), false);
            const bbox = boxes.map(({ x, y, width, height }) => [x, y, width, height]);
            const objects = boxes.length === 0 ? {} : { objects: { bbox, categories: boxes.map(({ label }) => label) } };
            await lines.add(lineOf({ file_name: name, ...more, ...objects }));
        },
        finish: async () => {
            await lines?.close();
        },
    };
}
//# sourceMappingURL=image-folder-sink.js.map