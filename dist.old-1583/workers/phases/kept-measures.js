import { openExactCounts } from '../../quality/exact-counts.js';
import { addDocument, emptyMetrics } from '../../quality/record-metrics.js';
import { openTextProbes } from '../text-probes.js';
/** @param duplicates how many records were merged into each document, by its id, over the whole build */
export async function openKeptMeasures(plan, duplicates) {
    const { languageOf, piiIn, perplexityOf, classifierScoreOf } = await openTextProbes(plan, null);
    const metrics = emptyMetrics();
    const counts = openExactCounts();
    return {
        metrics,
        counts,
        add: ({ id, text, label }, tokens) => {
            const merged = duplicates.get(id) ?? 0;
            const characters = addDocument(metrics, {
                text,
                label,
                tokens,
                duplicates: merged,
                language: languageOf(text),
                pii: piiIn(text),
                ...(perplexityOf === null ? {} : { perplexity: perplexityOf(text) }),
                ...(classifierScoreOf === null ? {} : { classifierScore: classifierScoreOf(text) }),
            });
            counts.textCharacters.add(characters);
            counts.idCharacters.add(codePoints(id));
            if (label !== null)
                counts.labelCharacters.add(codePoints(label));
            if (tokens !== null)
                counts.tokens.add(tokens);
            counts.duplicates.add(merged);
            return characters;
        },
    };
}
function codePoints(text) {
    let characters = 0;
    for (const _ of text)
        characters++;
    return characters;
}
//# sourceMappingURL=kept-measures.js.map