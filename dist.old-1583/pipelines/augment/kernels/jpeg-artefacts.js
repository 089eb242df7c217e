import { openEncoded, openPixels } from '../../images/safe-sharp.js';
/**
 * Written as JPEG of `quality` (1 to 100), colours at half resolution, and read again. torchvision's `jpeg`.
 * An image of more than 65,500 pixels on a side, which no JPEG holds, is given back. Work is done in libuv's threads.
 */
export async function jpegArtefacts({ data, width, height }, quality) {
    if (Math.max(width, height) > 65_500)
        return { data, width, height };
    const picture = await openPixels({ data, width, height });
    const file = await openEncoded(await picture.jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer());
    const decoded = await file.raw().toBuffer();
    return { data: new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length), width, height };
}
//# sourceMappingURL=jpeg-artefacts.js.map