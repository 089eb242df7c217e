import { MillraceError } from '../../core/errors.js';
import { writeOut } from '../console-output.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
const lineBytes = 64 * 2 ** 20;
/**
 * `try STAGE`: one stage over JSON lines on stdin, a line out for each line in, in order. One that compares records
 * answers when it has read all lines.
 */
export function tryVerb() {
    const command = verb('try', 'Run one stage over JSON lines on stdin, {id, text} or {id, path}, and metadata', [
        `try gopher-quality < documents.jsonl`,
        `try c4-quality --params '{"terminalPunctuation": false}' < documents.jsonl`,
        `try dedup-minhash --params '{"minSimilarity": 0.8}' < documents.jsonl`,
        `try check-image --params '{"minSide": 64}' < images.jsonl`,
        `try tokenize --params '{"tokenizer": "tokenizer.json"}' < documents.jsonl`,
    ])
        .argument('<stage>', 'name of a stage, as in a recipe, or tokenize')
        .option('--params <json>', 'parameters of the stage', '{}');
    return runs(command, async ({ params }, _, stage = '') => {
        const { openTrial } = await import('../try/stage-trial.js');
        const { answerLine } = await import('../try/answer-line.js');
        const { inputLines } = await import('../try/input-lines.js');
        const { readText } = await import('../try/read-text.js');
        const trial = await openTrial(stage, parseParameters(params));
        if ('answerAll' in trial) {
            const { allLines } = await import('../try/input-lines.js');
            const answers = await trial.answerAll(await allLines(inputLines(process.stdin, lineBytes)), readText);
            for (const answer of answers)
                await writeOut(`${JSON.stringify(answer)}\n`);
            return exitCode.ok;
        }
        for await (const lines of inputLines(process.stdin, lineBytes))
            for (const line of lines)
                await writeOut(`${await answerLine(line, trial, readText)}\n`);
        return exitCode.ok;
    });
}
function parseParameters(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new MillraceError('parameters-invalid', 'expected a JSON object', {
            kind: 'usage',
            at: '--params',
            hint: `for example --params '{"minWords": 20}'`,
        });
    }
}
//# sourceMappingURL=try.js.map