/** FineWeb's filters, with the parameters of datatrove's `examples/fineweb.py`. */
export const enFineweb = {
    name: 'en-fineweb',
    summary: "English web text: FineWeb's filters of text, in its order. Language, addresses and dedup are stages of their own.",
    citation: 'Penedo et al., The FineWeb Datasets, 2024, arXiv:2406.17557; datatrove 0.10.1, examples/fineweb.py',
    stages: [
        { stage: 'gopher-repetition', parameters: { words: 'spacy' } },
        { stage: 'gopher-quality', parameters: { words: 'spacy' } },
        { stage: 'c4-quality', parameters: { terminalPunctuation: false } },
        { stage: 'fineweb-quality', parameters: { words: 'spacy' } },
    ],
};
//# sourceMappingURL=en-fineweb.js.map