import type { Storage } from '../../storage/storage.ts';
import type { SampleText } from '../../training/evaluation/sample-texts.ts';
import type { EvaluationResult } from '../../workflows/training-contract.ts';

/** Texts that a run wrote, each below its prompt; control characters are spelt, so that no text moves the cursor. */
export function textLines(texts: readonly SampleText[]): string[] {
  return texts.flatMap(({ prompt, text, ended }) => ['', `> ${shown(prompt)}`, `${shown(text)}${ended ? '' : ' …'}`]);
}

function shown(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(
      /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** The texts that an evaluation wrote. */
export async function textsOf(storage: Storage, { run, file }: EvaluationResult): Promise<readonly SampleText[]> {
  const { readEvaluation } = await import('../../training/evaluation/evaluation.ts');
  const { runFolder } = await import('../../training/runs/run-folder.ts');
  return (await readEvaluation(storage, runFolder(run), file)).texts ?? [];
}
