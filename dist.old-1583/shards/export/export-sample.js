const extensions = { jpeg: 'jpg', tiff: 'tif', heif: 'heic' };
/** How the name of an image's file ends. */
export function imageExtension({ format }) {
    return extensions[format] ?? format;
}
//# sourceMappingURL=export-sample.js.map