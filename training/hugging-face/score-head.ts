/** Millrace's name of the head that `GPT2ForSequenceClassification` and `LlamaForSequenceClassification` call `score`. */
export const classWeight = 'classifier.weight';
const stored = 'score.weight';

/** The weight of a head of classes that such a folder has a place for. */
export const scoreWeight: RegExp = /^classifier\.weight$/;

export function ownScoreName(name: string): string {
  return name === stored ? classWeight : name;
}

export function storedScoreName(name: string): string {
  return name === classWeight ? stored : name;
}
