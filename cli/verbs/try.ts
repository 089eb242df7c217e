import type { Command } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import { writeOut } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

const lineBytes = 64 * 2 ** 20;

/**
 * `try STAGE`: one stage over JSON lines on stdin, a line out for each line in, in order. One that compares records
 * answers when it has read all lines.
 */
export function tryVerb(): Command {
  const command = verb('try', 'Run one stage over JSON lines on stdin, {id, text} or {id, path}, and metadata', [
    `try gopher-quality < documents.jsonl`,
    `try c4-quality --params '{"terminalPunctuation": false}' < documents.jsonl`,
    `try dedup-minhash --params '{"minSimilarity": 0.8}' < documents.jsonl`,
    `try eda --params '{"thesaurus": "synonyms.tsv"}' < documents.jsonl`,
    `try check-image --params '{"minSide": 64}' < images.jsonl`,
    `try tokenize --params '{"tokenizer": "tokenizer.json"}' < documents.jsonl`,
  ])
    .argument('<stage>', 'name of a stage or of an operation on texts, as in a recipe, or tokenize')
    .option('--params <json>', 'parameters of the stage', '{}');
  return runs<{ params: string }>(command, async ({ params }, _, stage = '') => {
    const { openTrial } = await import('../try/stage-trial.ts');
    const { answerLine } = await import('../try/answer-line.ts');
    const { inputLines } = await import('../try/input-lines.ts');
    const { readText } = await import('../try/read-text.ts');
    const trial = await openTrial(stage, parseParameters(params));
    if ('answerAll' in trial) {
      const { allLines } = await import('../try/input-lines.ts');
      const answers = await trial.answerAll(await allLines(inputLines(process.stdin, lineBytes)), readText);
      for (const answer of answers) await writeOut(`${JSON.stringify(answer)}\n`);
      return exitCode.ok;
    }
    for await (const lines of inputLines(process.stdin, lineBytes))
      for (const line of lines) await writeOut(`${await answerLine(line, trial, readText)}\n`);
    return exitCode.ok;
  });
}

function parseParameters(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MillraceError('parameters-invalid', 'expected a JSON object', {
      kind: 'usage',
      at: '--params',
      hint: `for example --params '{"minWords": 20}'`,
    });
  }
}
