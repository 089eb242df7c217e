import type { Preset } from './preset.ts';

/** What generators write in the first five lines of their files: CodeParrot's words, and those of Go and of Meta. */
const generatedMarkers = ['auto-?generated', 'automatically generated', 'code generated .* do not edit', '@generated'];

/** Files of code, by the rules of StarCoder, those for XML, HTML and generated files included. */
export const code: Preset = {
  name: 'code',
  summary:
    'Files of source code, each a document: lengths of lines, shares of letters and digits, generated files, XML, and HTML with little to see.',
  citation:
    'Li et al., StarCoder: may the source be with you!, 2023, arXiv:2305.06161, section 3.1; Kocetkov et al., The Stack, 2022, arXiv:2211.15533; Chen et al., Evaluating Large Language Models Trained on Code (Codex), 2021, arXiv:2107.03374, section 3.1; words of generated files: https://github.com/huggingface/transformers, examples/research_projects/codeparrot',
  stages: [
    { stage: 'length', parameters: { maxLongestLine: 1000, maxMeanLineLength: 100 } },
    { stage: 'character-ratios', parameters: { minAlphanumeric: 0.25, minAlphabetic: 0.25 } },
    {
      stage: 'regex',
      parameters: {
        pattern: `\\A(?:.*\\n){0,4}.*(?:${generatedMarkers.join('|')})`,
        flags: 'i',
        reason: 'generated-file',
      },
    },
    { stage: 'regex', parameters: { pattern: '\\A.{0,86}<\\?xml version=', flags: 's', reason: 'xml-file' } },
    { stage: 'visible-text', parameters: {} },
  ],
};
