import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
import { draw, leftOut } from './train.js';
export const measureExamples = [
    'classifier measure good.classifier other.jsonl --label quality --plot roc.svg',
    'classifier measure domain.classifier docs-en@3 --label domain --class science',
];
/** `classifier measure MODEL FILES|RECIPE|NAME[@V]`: how well a model tells other texts' labels. */
export function measureCommand() {
    const command = verb('measure', 'Judge a classifier by texts whose labels are known', measureExamples)
        .argument('<model>', 'a classifier')
        .argument('<inputs...>', 'files (.jsonl, .html, else plain text), a recipe, or a version: NAME[@V]')
        .requiredOption('--label <field>', 'column of the label; of text files, folder')
        .option('--text <field>', 'column of the text in .jsonl files', 'text')
        .option('--class <label>', 'the label to look for; the positive one of the model by default')
        .option('--plot <file>', 'where to draw the ROC curve, as SVG');
    return runs(command, async (options, output, model = '', ...inputs) => {
        const { label, text, plot, store } = options;
        const { readLabelledTexts } = await import('./input-documents.js');
        const { classOf, openClassifierFile } = await import('../../pipelines/classifier/open-classifier-file.js');
        const { judgeClassifier } = await import('../../pipelines/classifier/judge-classifier.js');
        const { countText, numberText } = await import('../../quality/number-text.js');
        const { reportJson, reportLines } = await import('./report-lines.js');
        const classifier = openClassifierFile(model);
        const asked = classifier.labels[classOf(classifier, options.class, '--class')];
        const read = await readLabelledTexts({ inputs, text, label, store });
        const start = performance.now();
        const report = judgeClassifier(classifier, read.texts, asked);
        const seconds = (performance.now() - start) / 1e3;
        const megabytesPerSecond = read.texts.reduce((sum, each) => sum + Buffer.byteLength(each.text), 0) / 1e6 / seconds;
        for (const line of leftOut(read, countText))
            output.line(line);
        for (const line of reportLines(report))
            output.line(line);
        output.line(`Judged in ${numberText(seconds)} s, ${numberText(megabytesPerSecond)} MB/s.`);
        if (plot !== undefined)
            await draw(plot, report);
        const { unlabelled, duplicates, passedOver } = read;
        await output.result({ ...reportJson(report), unlabelled, duplicates, passedOver, seconds, megabytesPerSecond });
        return exitCode.ok;
    });
}
//# sourceMappingURL=measure.js.map