import { recordColumns } from './card-columns.js';
import { splitsOf } from './card-files.js';
import { cardSentence } from './card-sentence.js';
import { croissantContext } from './croissant-context.js';
import { languagesOf } from './front-matter.js';
const mediaTypes = {
    documents: 'application/x-parquet',
    images: 'application/x-parquet',
    tokens: 'application/vnd.apache.arrow.file',
};
/**
 * A version as Croissant 1.1 JSON-LD: each shard with its digest, the documents or images of each split as records, and by PROV
 * the inputs, recipe and code that it was made of. Paths are relative to the dataset's folder in the store.
 */
export function croissant({ manifest, sha256 }) {
    const { content: held, columns } = recordColumns(manifest);
    const splits = splitsOf(manifest).filter(({ content }) => content === held);
    const languages = languagesOf(manifest);
    return {
        '@context': croissantContext,
        '@type': 'sc:Dataset',
        conformsTo: 'http://mlcommons.org/croissant/1.1',
        name: manifest.dataset,
        description: cardSentence(manifest),
        version: `${manifest.version}.0.0`,
        identifier: `sha256:${sha256}`,
        ...(languages.length === 0 ? {} : { inLanguage: languages }),
        ...lineage(manifest),
        distribution: [
            ...[...new Map(manifest.shards.map((shard) => [shard.file, shard])).values()].map(fileObject),
            ...splits.map(({ split, shards }) => ({
                '@type': 'cr:FileSet',
                '@id': setId(split),
                description: `${held === 'images' ? 'Image' : 'Document'} shards of the ${split} split.`,
                encodingFormat: mediaTypes[held],
                includes: shards.map(({ file }) => file),
            })),
        ],
        recordSet: splits.map(({ split, rows, copies }) => ({
            '@type': 'cr:RecordSet',
            '@id': `${held}-${split}`,
            name: `${held}-${split}`,
            description: `The ${rows} ${held} of the ${split} split${copies === 0 ? '' : `, ${copies} of them augmented copies of others`}.`,
            key: { '@id': `${held}-${split}/id` },
            field: columns.map((column) => field(column, held, split)),
        })),
    };
}
function fileObject({ file, sha256, bytes, rows, content, split }) {
    return {
        '@type': 'cr:FileObject',
        '@id': file,
        name: file.slice(file.indexOf('/') + 1),
        description: `${rows} ${content === 'tokens' ? 'packed sequences of tokens' : content}, ${split} split.`,
        contentUrl: file,
        contentSize: `${bytes} B`,
        encodingFormat: mediaTypes[content],
        sha256,
    };
}
function field({ name, meaning, croissantType }, held, split) {
    return {
        '@type': 'cr:Field',
        '@id': `${held}-${split}/${name}`,
        name,
        description: meaning,
        dataType: croissantType,
        source: {
            fileSet: { '@id': setId(split) },
            extract: { column: name },
            // The column holds a record of the file's bytes and its path, as Hugging Face writes images.
            ...(croissantType === 'sc:ImageObject' ? { transform: { jsonPath: 'bytes' } } : {}),
        },
    };
}
function lineage({ dataset, parent, lineage: { inputs, recipeSha256, codeSha256, tokenizer }, }) {
    const used = (name, digest) => ({
        '@type': 'prov:Entity',
        '@id': `urn:sha256:${digest}`,
        'prov:label': name,
    });
    return {
        'prov:wasDerivedFrom': [
            used(`${inputs.files} input files of ${inputs.bytes} bytes, listed in ${inputs.file}`, inputs.sha256),
        ],
        ...(parent === null ? {} : { 'prov:wasRevisionOf': used(`${dataset}@${parent.version}`, parent.sha256) }),
        'prov:wasGeneratedBy': {
            '@type': 'prov:Activity',
            'prov:label': 'millrace build',
            'prov:used': [
                used('recipe', recipeSha256),
                used('code', codeSha256),
                ...(tokenizer === null
                    ? []
                    : [used(`tokenizer of ${tokenizer.vocabulary} tokens, ${tokenizer.file}`, tokenizer.sha256)]),
            ],
        },
    };
}
function setId(split) {
    return `files-${split}`;
}
//# sourceMappingURL=croissant.js.map