import sharp from 'sharp';
import { randomUint32 } from '../../core/seeded-random.js';
import { commitVersion } from '../../shards/catalogue.js';
import { writeImageIndex } from '../../shards/image-index.js';
import { openImageWriter } from '../../shards/images.js';
import { writeSampleVersion } from '../shards/sample-version.js';
/** Commits a version with shards of images and their indexes, whose other files are those of a sample version. */
export async function commitImages(storage, shape) {
    const { dataset, train, holdout = [] } = shape;
    const draft = await writeSampleVersion(storage, dataset, 8);
    const shards = [];
    for (const [images, split] of [
        ...train.map((each) => [each, 'train']),
        ...(holdout.length > 0 ? [[holdout, 'holdout']] : []),
    ]) {
        const writer = await openImageWriter(storage, dataset);
        await writer.add(images);
        const file = await writer.finish();
        shards.push({ ...file, content: 'images', split, index: await writeImageIndex(storage, dataset, file) });
    }
    return await commitVersion(storage, { ...draft, kind: 'image', tokens: 0, packing: null, shards });
}
/** A stored image that is a function of its number: a gradient with noise. */
export async function picture(number, { width, height, format }, label = null) {
    const pixels = Uint8Array.from({ length: width * height * 3 }, (_, place) => {
        const [channel, pixel] = [place % 3, Math.floor(place / 3)];
        const [x, y] = [pixel % width, Math.floor(pixel / width)];
        return (x * (3 + channel) + y * (5 - channel) + number * 17 + (randomUint32(number, place) % 32)) & 255;
    });
    const encoded = sharp(pixels, { raw: { width, height, channels: 3 } });
    const image = await (format === 'png' ? encoded.png() : encoded.jpeg({ quality: 90 })).toBuffer();
    return {
        id: `picture-${number}`,
        image: new Uint8Array(image),
        width,
        height,
        format,
        label,
        caption: null,
        boxes: [],
        source: `pictures/${number}.${format}`,
        parent: null,
        metadata: {},
        signals: {
            sharpness: 1,
            colourfulness: 2,
            mean: 3,
            entropy: 4,
            captionCharacters: null,
            captionLanguage: null,
            textSimilarity: null,
        },
    };
}
/** Pictures of numbers `first` to `first + count − 1`, of sides and formats that differ, labelled `labels` in turn. */
export function pictures(count, labels = [null], first = 0) {
    return Promise.all(Array.from({ length: count }, (_, index) => {
        const number = first + index;
        const shape = { width: 20 + (number % 9) * 3, height: 18 + (number % 7) * 4 };
        const format = number % 3 === 0 ? 'jpeg' : 'png';
        return picture(number, { ...shape, format }, labels[index % labels.length] ?? null);
    }));
}
//# sourceMappingURL=image-version.js.map