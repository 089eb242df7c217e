/**
 * How well an answer agrees with the best of those that people gave, each from 0 to 1: whether they are the same, and the F1
 * of their words. A question without answers is agreed with by an empty one alone.
 *
 * Texts are compared in lower case, without the punctuation of ASCII, articles and white space around words: the rules of
 * SQuAD's `evaluate-v2.0.py`, Rajpurkar et al. 2018.
 */
export function answerScores(given: string, expected: readonly string[]): { exactMatch: number; f1: number } {
  const answers = expected.map(wordsOf).filter((words) => words.length > 0);
  const words = wordsOf(given);
  const against = answers.length === 0 ? [[]] : answers;
  return {
    exactMatch: Math.max(...against.map((answer) => (answer.join(' ') === words.join(' ') ? 1 : 0))),
    f1: Math.max(...against.map((answer) => wordF1(words, answer))),
  };
}

const punctuation = /[!-/:-@[-`{-~]/g;
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

function wordsOf(text: string): readonly string[] {
  const plain = text.toLowerCase().replace(punctuation, '').replace(articles, ' ');
  return plain.split(/\s+/u).filter((word) => word !== '');
}

function wordF1(given: readonly string[], expected: readonly string[]): number {
  if (given.length === 0 || expected.length === 0) return given.length === expected.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common++;
  }
  return (2 * common) / (given.length + expected.length);
}
