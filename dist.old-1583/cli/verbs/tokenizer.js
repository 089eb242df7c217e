import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { exitCode } from '../exit-code.js';
import { positiveInteger } from '../parallelism.js';
import { runs, verb } from '../verb.js';
const inputsHelp = 'a recipe, or files: .jsonl (field text), .html, else plain text';
/** `tokenizer train` and `tokenizer measure`. */
export function tokenizerVerb() {
    const examples = [
        'tokenizer train documents/*.txt --vocabulary 8000 --out tokenizer.json',
        'tokenizer measure tokenizer.json documents/*.txt',
    ];
    return new Command('tokenizer')
        .description('Train a tokenizer, or measure one')
        .addCommand(trainVerb())
        .addCommand(measureVerb())
        .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx millrace ${example}`).join('\n')}`);
}
/** `tokenizer train RECIPE|FILES…`: a byte-level BPE tokenizer. */
function trainVerb() {
    const examples = [
        'tokenizer train documents/*.txt --vocabulary 8000 --out tokenizer.json',
        'tokenizer train recipes/en-text.yaml --vocabulary 32000 --out tokenizer.json',
    ];
    const train = verb('train', 'Train a byte-level BPE tokenizer, in the format of Hugging Face', examples)
        .argument('<inputs...>', inputsHelp)
        .requiredOption('--vocabulary <n>', 'number of tokens', positiveInteger)
        .option('--out <file>', 'where to write it', 'tokenizer.json');
    return runs(train, async ({ vocabulary, out }, output, ...inputs) => {
        const { openCorpus } = await import('../corpus-texts.js');
        const { trainTokenizer } = await import('../train-tokenizer.js');
        const { countText, numberText } = await import('../../quality/number-text.js');
        const corpus = await openCorpus(inputs);
        const trained = await trainTokenizer(corpus.chunks, vocabulary);
        await writeFile(out, trained.json);
        const passedOver = corpus.passedOver();
        if (passedOver > 0)
            output.line(`${countText(passedOver)} records were dropped or could not be read.`);
        output.line(`Wrote ${out}: ${countText(trained.vocabulary)} tokens, ${numberText(trained.bytesPerToken)} bytes a token`);
        await output.result({ vocabulary: trained.vocabulary, bytesPerToken: trained.bytesPerToken, out, passedOver });
        return exitCode.ok;
    });
}
/** `tokenizer measure FILE RECIPE|FILES…`: how many tokens texts of each language become. */
function measureVerb() {
    const measure = verb('measure', 'Tokens per character and bytes per token of texts, by language', [
        'tokenizer measure tokenizer.json documents/*.jsonl.gz',
        'tokenizer measure tokenizer.json recipes/en-text.yaml --json',
    ])
        .argument('<tokenizer>', 'a tokenizer.json')
        .argument('<inputs...>', inputsHelp);
    return runs(measure, async (_, output, path = '', ...inputs) => {
        const { openCorpus } = await import('../corpus-texts.js');
        const { measureLines, measureTokenizer } = await import('../measure-tokenizer.js');
        const { readTokenizer } = await import('../read-tokenizer.js');
        const { countText } = await import('../../quality/number-text.js');
        const corpus = await openCorpus(inputs);
        const measured = await measureTokenizer(corpus.chunks, await readTokenizer(path));
        const passedOver = corpus.passedOver();
        if (passedOver > 0)
            output.line(`${countText(passedOver)} records were dropped or could not be read.`);
        for (const line of measureLines(measured))
            output.line(line);
        await output.result({ ...measured, passedOver });
        return exitCode.ok;
    });
}
//# sourceMappingURL=tokenizer.js.map