import fc from 'fast-check';
import { imageFormats } from '../../core/image-sample.js';
import { anyText, hardTexts, plainRecord } from './sample-rows.js';
const orNull = (value) => fc.option(value, { nil: null });
const anyNumber = fc.double({ noNaN: true });
/** What JSON can carry: it has no infinities, and one zero. */
const anyPlace = fc.double({ noNaN: true, noDefaultInfinity: true }).map((place) => place + 0);
const anyCount = fc.nat(2 ** 31);
/** Stored images whose bytes are no image's: shards never look. */
export const anyImage = plainRecord({
    id: anyText,
    image: fc.uint8Array({ maxLength: 300 }),
    width: anyCount,
    height: anyCount,
    format: fc.constantFrom(...imageFormats),
    label: orNull(anyText),
    caption: orNull(anyText),
    boxes: fc.array(plainRecord({ x: anyPlace, y: anyPlace, width: anyPlace, height: anyPlace, label: orNull(anyText) }), { maxLength: 3 }),
    source: anyText,
    parent: orNull(anyText),
    metadata: fc.dictionary(anyText, anyText, { maxKeys: 3, noNullPrototype: true }),
    signals: plainRecord({
        sharpness: anyNumber,
        colourfulness: anyNumber,
        mean: anyNumber,
        entropy: anyNumber,
        captionCharacters: orNull(anyCount),
        captionLanguage: orNull(anyText),
        textSimilarity: orNull(anyNumber),
    }),
});
/** `count` images that are always the same, with the hard texts among them. */
export function sampleImages(count) {
    return Array.from({ length: count }, (_, index) => ({
        id: `image-${index}`,
        image: Uint8Array.from({ length: (index * 37) % 500 }, (_, place) => (place * 31 + index) & 255),
        width: 1 + index,
        height: 2 + index,
        format: index % 2 === 0 ? 'jpeg' : 'png',
        label: index % 3 === 0 ? null : `label ${index % 5} 😀`,
        caption: index % 4 === 0 ? null : (hardTexts[index % hardTexts.length] ?? ''),
        boxes: index % 2 === 0 ? [] : [{ x: 1, y: 2.5, width: index, height: 3, label: index % 3 === 0 ? null : 'cat' }],
        source: `folder/image-${index}.png`,
        parent: index % 5 === 0 ? `image-${index - 1}` : null,
        metadata: index % 2 === 0 ? {} : { title: hardTexts[index % 9] ?? '' },
        signals: {
            sharpness: index / 3,
            colourfulness: index,
            mean: 127.5,
            entropy: 7,
            captionCharacters: index % 4 === 0 ? null : index,
            captionLanguage: index % 4 === 0 ? null : 'en',
            textSimilarity: index % 7 === 0 ? 0.25 : null,
        },
    }));
}
//# sourceMappingURL=sample-images.js.map