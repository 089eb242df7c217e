/**
 * FineWeb-2's filters for Mandarin, with two changes, made on 204 Chinese documents of manuals and help pages. C4's line
 * rules go before `fineweb-quality`, as in FineWeb: they take empty lines out, which else are counted as lines of a list.
 * Words with a letter may be as few as 0.6 instead of 0.735: punctuation, options and figures are more of a manual.
 */
export const zh = {
    name: 'zh',
    summary: 'Chinese text: words by jieba, Chinese sentence ends and stop words, and thresholds for Chinese.',
    citation: 'Penedo et al., FineWeb2: One Pipeline to Scale Them All, 2025, arXiv:2506.20920; thresholds and stop words of configs/cmn_Hani.yml, https://github.com/huggingface/fineweb-2, but for minAlphabeticWords (0.735 there) and the line rules, which are our own',
    stages: [
        {
            stage: 'gopher-repetition',
            parameters: {
                words: 'segmenter',
                maxDuplicateParagraphs: 1,
                maxDuplicateParagraphCharacters: 1,
                maxDuplicateLines: 0.287,
                maxDuplicateLineCharacters: 1,
                maxTop2Gram: 0.256,
                maxTop3Gram: 0.201,
                maxTop4Gram: 0.171,
                maxDuplicate5Grams: 0.198,
                maxDuplicate6Grams: 0.182,
                maxDuplicate7Grams: 0.167,
                maxDuplicate8Grams: 0.154,
                maxDuplicate9Grams: 0.14,
                maxDuplicate10Grams: 0.127,
            },
        },
        {
            stage: 'gopher-quality',
            parameters: {
                words: 'segmenter',
                language: 'zh',
                minMeanWordLength: 1,
                maxMeanWordLength: 5,
                minAlphabeticWords: 0.6,
                stopWords: [...'的年在月是和日了於·為有被人中为他與後也而由'],
            },
        },
        {
            stage: 'c4-quality',
            parameters: {
                language: 'zh',
                terminalPunctuation: false,
                curlyBrackets: false,
                minWordsPerLine: 2,
                minSentences: 3,
            },
        },
        {
            stage: 'fineweb-quality',
            parameters: {
                words: 'segmenter',
                language: 'zh',
                minTerminalLines: 0.106,
                maxShortLines: 1,
                maxDuplicateCharacters: 0.1,
                maxNewLines: 0.178,
            },
        },
    ],
};
//# sourceMappingURL=zh.js.map