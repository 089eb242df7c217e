import { writeFile } from 'node:fs/promises';
import { exitCode } from '../exit-code.js';
import { positiveInteger } from '../parallelism.js';
import { runs, verb } from '../verb.js';
import { bitsOf, charactersOf, positiveNumber, seedOf, shareOrNoneOf, wordsOf } from './option-values.js';
export const trainExamples = [
    'classifier train labelled.jsonl --label quality --positive good --out good.classifier',
    'classifier train spam/*.txt ham/*.txt --label folder --positive spam --out spam.classifier',
    'classifier train pages.jsonl --label domain --words 3 --out domain.classifier',
];
/** `classifier train FILES|RECIPE|NAME[@V]`: the model of the stage `quality-classifier`. */
export function trainCommand() {
    const command = verb('train', 'Learn to tell labelled texts apart, for the stage quality-classifier', trainExamples)
        .argument('<inputs...>', 'files (.jsonl, .html, else plain text), a recipe, or a version: NAME[@V]')
        .requiredOption('--label <field>', 'column of the label; of text files, folder')
        .option('--text <field>', 'column of the text in .jsonl files', 'text')
        .option('--positive <label>', 'the label to tell from all others')
        .option('--words <n>', 'words in the longest n-gram, 1 to 4', wordsOf, 2)
        .option('--characters <n-n>', 'also n-grams of so many characters within a word, such as 3-5', charactersOf)
        .option('--bits <n>', '2 to this power are the places that n-grams are hashed to, 5 to 24', bitsOf, 20)
        .option('--epochs <n>', 'passes over the texts', positiveInteger, 5)
        .option('--rate <x>', 'size of the first step', positiveNumber, 0.3)
        .option('--at-least <n>', 'texts in which an n-gram must occur', positiveInteger, 1)
        .option('--validation <share>', 'share of the texts, by hash of their id, to judge by; 0 for none', shareOrNoneOf, 0.1)
        .option('--seed <n>', 'of the order and of the share', seedOf, 0)
        .option('--plot <file>', 'where to draw the ROC curve, as SVG')
        .option('--out <file>', 'where to write the model', 'model.classifier');
    return runs(command, train);
}
async function train(options, output, ...inputs) {
    const { label, text, positive = null, epochs, rate, atLeast, validation, seed, out, plot, store } = options;
    const { readLabelledTexts } = await import('./input-documents.js');
    const { trainClassifier } = await import('../../pipelines/classifier/train-classifier.js');
    const { writeClassifierFile } = await import('../../pipelines/classifier/classifier-file.js');
    const { unitInterval } = await import('../../core/seeded-random.js');
    const { formatByteSize } = await import('../../core/byte-size.js');
    const { countText, numberText } = await import('../../quality/number-text.js');
    const read = await readLabelledTexts({ inputs, text, label, store });
    const held = [];
    const learned = [];
    for (const each of read.texts)
        (unitInterval(each.id, seed) < validation ? held : learned).push(each);
    const rule = { words: options.words, characters: options.characters ?? null, bits: options.bits };
    const start = performance.now();
    const data = trainClassifier(learned, { rule, positive, epochs, rate, atLeast, seed });
    const seconds = (performance.now() - start) / 1e3;
    const megabytesPerSecond = learned.reduce((sum, each) => sum + Buffer.byteLength(each.text), 0) / 1e6 / seconds;
    const bytes = writeClassifierFile(data);
    await writeFile(out, bytes);
    const asked = positive ?? data.labels.at(-1);
    const report = held.length === 0 ? null : await judge(bytes, held, asked);
    for (const line of leftOut(read, countText))
        output.line(line);
    const speed = `${numberText(seconds)} s, ${numberText(megabytesPerSecond)} MB/s`;
    output.line(`Learned ${data.labels.length} labels from ${countText(learned.length)} texts in ${speed}.`);
    output.line(`Wrote ${out}: ${formatByteSize(bytes.length)}`);
    const { reportJson, reportLines } = await import('./report-lines.js');
    if (report === null)
        output.line('No text was held out, so nothing is known of how good it is.');
    else {
        output.line('Held out:');
        for (const line of reportLines(report))
            output.line(line);
    }
    if (plot !== undefined && report !== null)
        await draw(plot, report);
    const named = positive === null ? `, label: ${JSON.stringify(asked)}` : '';
    output.line(`In a recipe:  - quality-classifier: { model: ${out}${named}, min: … }`);
    const { unlabelled, duplicates, passedOver } = read;
    await output.result({
        ...{ labels: data.labels, positive, training: learned.length, validation: held.length },
        ...{ unlabelled, duplicates, passedOver, seconds, megabytesPerSecond, out, bytes: bytes.length },
        report: report === null ? null : reportJson(report),
    });
    return exitCode.ok;
}
/** Judges what the file holds, not what was in memory when it was made. */
async function judge(bytes, held, label) {
    const { readClassifierFile } = await import('../../pipelines/classifier/classifier-file.js');
    const { openClassifier } = await import('../../pipelines/classifier/classifier-model.js');
    const { judgeClassifier } = await import('../../pipelines/classifier/judge-classifier.js');
    return judgeClassifier(openClassifier(readClassifierFile(bytes, 'model')), held, label);
}
/** What was read and not used, in lines. */
export function leftOut(read, countText) {
    const { unlabelled, duplicates, passedOver } = read;
    return [
        ...(passedOver > 0 ? [`${countText(passedOver)} records were dropped or could not be read.`] : []),
        ...(unlabelled > 0 ? [`${countText(unlabelled)} records have no label.`] : []),
        ...(duplicates > 0 ? [`${countText(duplicates)} records have the text of another and were left out.`] : []),
    ];
}
/** Draws a report's ROC curve; nothing where it has none. */
export async function draw(path, { curve, auc, label }) {
    const { rocPlot } = await import('../../quality/roc-plot.js');
    const area = auc[label] ?? null;
    if (area !== null)
        await writeFile(path, rocPlot(`ROC of ${label}`, curve, area));
}
//# sourceMappingURL=train.js.map