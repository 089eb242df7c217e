const text = { dtype: 'string', croissantType: 'sc:Text' };
const whole = { dtype: 'uint32', croissantType: 'sc:Integer' };
const real = { dtype: 'float64', croissantType: 'sc:Float' };
const source = {
    ...text,
    name: 'source',
    meaning: 'File that the record came from, with `:line` in a file of many.',
};
const label = { ...text, name: 'label', meaning: 'Label; null where there is none.' };
const metadata = {
    ...text,
    name: 'metadata',
    meaning: 'JSON object of the columns that the recipe carries along.',
};
/** The columns of document shards, which are Parquet. */
export const documentColumns = [
    { ...text, name: 'id', meaning: 'Id of the document, unique in the dataset.' },
    { ...text, name: 'text', meaning: 'The text.' },
    { ...source, meaning: 'File that the document came from, with `:line` in a file of many.' },
    label,
    {
        ...text,
        name: 'parent',
        meaning: 'Of an augmented copy the id of the document that it was made of; null for a document of a source.',
    },
    metadata,
];
/** The columns of image shards, in the order in which they are stored. */
export const imageColumns = [
    { ...text, name: 'id', meaning: 'Id of the image, unique in the dataset.' },
    { name: 'image', meaning: 'The image file.', dtype: 'image', croissantType: 'sc:ImageObject' },
    { ...whole, name: 'width', meaning: 'Pixels from left to right, as shown.' },
    { ...whole, name: 'height', meaning: 'Pixels from top to bottom, as shown.' },
    { ...text, name: 'format', meaning: 'Format of the image file: `jpeg`, `png`, `webp`, …' },
    label,
    { ...text, name: 'caption', meaning: 'Caption; null where there is none.' },
    { ...text, name: 'boxes', meaning: 'JSON list of boxes with their labels, in pixels.' },
    source,
    {
        ...text,
        name: 'parent',
        meaning: 'Of an augmented copy the id of the image that it was made of; null for an image of a source.',
    },
    metadata,
    { ...real, name: 'sharpness', meaning: 'Variance of the Laplacian of the luma.' },
    { ...real, name: 'colourfulness', meaning: 'Colourfulness after Hasler and Süsstrunk.' },
    { ...real, name: 'mean', meaning: 'Mean of the luma, from 0 to 255.' },
    { ...real, name: 'entropy', meaning: 'Bits of entropy of the luma, up to 8.' },
    { ...whole, name: 'captionCharacters', meaning: 'Code points of the caption; null where there is none.' },
    { ...text, name: 'captionLanguage', meaning: 'Language code of the caption; null where it was not told.' },
    {
        ...real,
        name: 'textSimilarity',
        meaning: 'Cosine similarity of image and caption as a model sees them; null where none was asked.',
    },
];
/** What holds the records of a version, and its columns. Token shards, packed from documents, are not among them. */
export function recordColumns({ kind }) {
    return kind === 'image'
        ? { content: 'images', columns: imageColumns }
        : { content: 'documents', columns: documentColumns };
}
//# sourceMappingURL=card-columns.js.map