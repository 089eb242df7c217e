import { pythonEnvironment } from './python-environment.ts';

const packages = [
  ...['datatrove==0.10.1', 'numpy==2.4.6', 'orjson==3.11.4', 'regex==2026.11.15', 'spacy==3.8.18'],
  ...['tokenizers==0.23.3', 'xxhash==3.8.2'],
];

/** Path of a Python that has datatrove and what its filters, MinHash and tokens need. */
export function datatroveEnvironment(): Promise<string> {
  return pythonEnvironment('datatrove', packages);
}

/** Its own words, spaCy's of English, or those of Python's `str.split()`. Ours has the same by the same names. */
export type PeerWords = 'spacy' | 'whitespace';
