import { writeFileSync } from 'node:fs';
import { millQuestions } from './mill-questions.ts';

/** `node dist/examples/qa/make-questions.js`: writes examples/qa/questions.jsonl again. */
const lines = millQuestions(480).map((question) => `${JSON.stringify(question)}\n`);
writeFileSync('examples/qa/questions.jsonl', lines.join(''));
