/** Formats that an image's bytes can be told to be in by their first bytes. */
export const imageFormats = [
    ...['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff', 'bmp', 'ico', 'jxl', 'jp2', 'psd', 'svg'],
];
//# sourceMappingURL=image-sample.js.map