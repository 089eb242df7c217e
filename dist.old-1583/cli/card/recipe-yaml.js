import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
/**
 * A lineage's recipe as a person writes it, every default written out: parsed again it is the same recipe. A tokenizer
 * that was a file of its own is named as the version keeps it, `data/<sha256>.json`.
 */
export function recipeYaml(recipe) {
    const { dataset, kind, sources, stages, tokenizer, augment, pack, output, gates, limits } = recipe;
    const document = new Document({
        version: 1,
        dataset,
        kind,
        sources: sources.map(({ format, path, options }) => ({ format, path, ...withoutNulls(options) })),
        stages: stages.map(({ stage, parameters, when }) => ({
            [stage]: withoutNulls(parameters),
            ...(when === undefined ? {} : { when }),
        })),
        ...(tokenizer === null ? {} : { tokenizer: writtenTokenizer(tokenizer) }),
        ...(augment === null ? {} : { augment: { ...augment, operations: augment.operations.map(writtenOperation) } }),
        // Images are not packed, and their recipes have no such key.
        ...(kind === 'image' ? {} : { pack }),
        output,
        gates: gates.map(writtenGate),
        limits,
    });
    visit(document, {
        Seq: (_key, list) => {
            if (list.items.every((item) => isScalar(item)))
                list.flow = true;
        },
        Pair: (_key, { key, value }) => {
            if (!isScalar(key) || (key.value !== 'sources' && key.value !== 'gates') || !isSeq(value))
                return;
            for (const item of value.items)
                if (isMap(item))
                    item.flow = true;
        },
    });
    return document.toString({ lineWidth: 100, flowCollectionPadding: true });
}
function writtenTokenizer(tokenizer) {
    if (!('sha256' in tokenizer))
        return tokenizer;
    return { file: `data/${tokenizer.sha256}.json`, ...(tokenizer.template === true ? { template: true } : {}) };
}
/** A gate on a column keeps its rule under one name, and is written with the rule's own. */
function writtenGate({ test, accepted, ...gate }) {
    if (typeof test !== 'string')
        return gate;
    return { ...gate, [test]: test === 'accepted' ? (accepted ?? []) : true };
}
function writtenOperation({ name, parameters }) {
    return { [name]: withoutNulls(parameters) };
}
/** What a recipe leaves out is null after parsing. */
function withoutNulls(parameters) {
    return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}
//# sourceMappingURL=recipe-yaml.js.map