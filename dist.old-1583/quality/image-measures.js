/** By the first word of the metrics that count it, which is the distribution's name too. */
export const imageMeasures = {
    width: { columns: ['width'], of: ({ width }) => width },
    height: { columns: ['height'], of: ({ height }) => height },
    aspect: { columns: ['width', 'height'], of: aspect },
    imageBytes: { columns: ['imageBytes'], of: ({ imageBytes }) => imageBytes },
    sharpness: { columns: ['sharpness'], of: ({ sharpness }) => rounded(sharpness) },
    colourfulness: { columns: ['colourfulness'], of: ({ colourfulness }) => rounded(colourfulness) },
    brightness: { columns: ['mean'], of: ({ mean }) => rounded(mean) },
    entropy: { columns: ['entropy'], of: ({ entropy }) => rounded(entropy) },
    captionCharacters: { columns: ['captionCharacters'], of: ({ captionCharacters }) => captionCharacters },
    textSimilarity: {
        columns: ['textSimilarity'],
        of: ({ textSimilarity }) => (textSimilarity === null ? null : Math.round(5e5 * (1 + textSimilarity)) / 1e6),
    },
};
function aspect({ width, height }) {
    if (width === null || height === null)
        return null;
    return rounded(Math.max(width, height) / Math.max(1, Math.min(width, height)));
}
function rounded(value) {
    return value === null ? null : Math.round(1e3 * value) / 1e3;
}
//# sourceMappingURL=image-measures.js.map