import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
const words = 'the mill stands by a quiet river and its wheel turns water into bread for all of that valley'.split(' ');
/**
 * Writes an input, and beside it a recipe of the dataset `docs` that drops what is short and wants 60 % kept. Gives the
 * recipe's path.
 */
export function writeDocsRecipe(folder, input) {
    const lines = Array.from({ length: input.records }, (_, i) => {
        const length = i < input.records - input.short ? input.words + (i % 7) : 3;
        const text = Array.from({ length }, (_, k) => words[(i * 7 + k * (1 + (i % 5))) % words.length]).join(' ');
        return JSON.stringify({ id: `doc-${i}`, text: `${text} ${i}.` });
    });
    writeFileSync(join(folder, 'docs.jsonl'), lines.join('\n'));
    const recipe = join(folder, 'docs.yaml');
    writeFileSync(recipe, `version: 1
dataset: docs
kind: text
sources:
  - { format: jsonl, path: docs.jsonl, id: id }
stages:
  - gopher-quality: { words: whitespace, minWords: 20, minStopWords: 0, maxMeanWordLength: 20 }
gates:
  - { metric: kept.ratio, min: 0.6 }
schedule: { cron: "0 2 * * *" }
`);
    return recipe;
}
//# sourceMappingURL=docs-recipe.js.map