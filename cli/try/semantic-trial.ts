import type { Document } from '../../core/document.ts';
import { type Compared, mergeAnswers } from '../../pipelines/dedup/compared-answers.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import { findSemanticDuplicates } from '../../pipelines/dedup/semantic-duplicates.ts';
import { weightOf } from '../../pipelines/dedup/walk-order.ts';
import { embedTexts } from '../../workers/embedding/text-embedding.ts';
import { type ComparingTrial, documentOfLine } from './answer-line.ts';

/**
 * `dedup-semantic` over all lines of input: `{keep, into, similarity}`. Lines that hold no document answer `{error}` and are
 * compared with nothing.
 */
export function semanticTrial(parameters: SemanticParameters): ComparingTrial {
  return {
    answerAll: async (lines, readText) => {
      const documents: Compared<Document>[] = [];
      for (const line of lines) documents.push(await documentOfLine(line, readText));
      const texts = documents.flatMap((document, ordinal) =>
        'item' in document ? [{ ordinal, text: document.item.text }] : [],
      );
      const embedded = {
        ordinals: texts.map(({ ordinal }) => ordinal),
        weights: texts.map(({ text }) => weightOf(parameters.keep, text)),
        vectors: await embedTexts(
          parameters.model,
          texts.map(({ text }) => text),
        ),
      };
      return mergeAnswers(documents, findSemanticDuplicates(embedded, parameters));
    },
  };
}
