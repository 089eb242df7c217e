import { metricFamilies } from './metric-names.js';
import { sharesInSummary, summaryMetrics } from './summary.js';
/** `docs/metrics.md`: every number of a version's summary with its meaning. */
export function metricsReference() {
    const rows = summaryMetrics.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
    const families = metricFamilies.map(({ pattern, meaning }) => `| \`${pattern}\` | ${meaning} |`);
    return `# Metrics

Generated from \`quality/summary.ts\` and \`quality/metric-names.ts\`; a test holds this file to it.

A version's manifest holds these numbers in \`summary\`, \`millrace show\` prints them, and a recipe's gates hold them to limits: \`- { metric: kept.ratio, min: 0.5 }\`.
Numbers are rounded to the millionth. A number that a version does not have, such as tokens without a tokenizer, is left out, and a gate on it fails.

Percentiles are estimates from fixed bins that are at most 12.5 % wide (a hundredth for shares); everything else is exact.
The bins are in the version's metrics table, \`metrics/<sha256>.parquet\`, with columns \`metric\`, \`key\` and \`value\`:

| metric | key | value |
|---|---|---|
| \`characters\`, \`words\`, \`tokens\`, \`charactersPerToken\`, \`clusterSize\`, \`similarity\`, \`sequenceFill\`, \`repetition\`, \`perplexity\`, \`classifierScore\` | \`total\`, \`sum\`, \`min\`, \`max\` | how many values, and their sum, least and greatest: whole numbers, thousandths for \`charactersPerToken\` and \`perplexity\`, millionths for \`similarity\`, \`sequenceFill\`, \`repetition\` and \`classifierScore\` |
| \`width\`, \`height\`, \`aspect\`, \`imageBytes\`, \`sharpness\`, \`colourfulness\`, \`brightness\`, \`entropy\`, \`captionCharacters\`, \`textSimilarity\` | \`total\`, \`sum\`, \`min\`, \`max\` | the same of images: whole numbers for sides, bytes and characters, millionths for \`textSimilarity\`, thousandths for the rest |
| any of these with \`.bin\` | where the bin begins | values in the bin |
| \`letters\` | script | letters of that script in kept documents |
| \`labels\` | label, cut to 100 characters | kept documents or images with that label |
| \`formats\` | format | kept images whose file is of that format |
| \`labels.other\` | none | kept documents with a label that is not among the first 1,000 |
| \`languages\` | language code | kept documents in that language, or images whose caption is, \`und\` where it is not known |
| \`languages.characters\`, \`languages.tokens\` | language code | code points and tokens of the kept documents in that language; none without a tokenizer |
| \`pii\` | kind | kept documents that hold personal data of that kind |
| \`pii.any\`, \`pii.searched\` | none | kept documents that hold any, and those that were searched |
| \`vocabulary\` | \`size\`, \`used\`, \`usedTenTimes\`, \`tokens\`, \`mostFrequent\`, \`perplexity\` | tokens of the tokenizer, those that occur, those that occur 10 times and more; occurrences of all, and of the 100 most frequent; exp of the entropy of their distribution |

\`statistics\` in the manifest names \`metrics/<sha256>.json\`: exact statistics of the columns \`id\`, \`text\` and \`label\`, of images \`image\` by its width and \`caption\`, and of the records' \`language\`, \`tokens\` and \`duplicates\` (records merged into each), in the shape of the Hugging Face dataset viewer's [\`/statistics\`](https://huggingface.co/docs/dataset-viewer/statistics), over all splits.
\`sources\` counts fates, characters and tokens for each entry of the recipe's \`sources\`.

## How some are measured

**Languages** are fastText's lid.176 on the first 300 UTF-16 code units of each kept document, line feeds as spaces; \`und\` stands for scores below 0.3, texts below 12 bytes and those without letters. \`no\` is Bokmål. Words that only one of some related languages writes help to tell \`no\`, \`nn\` and \`da\`, \`hr\`, \`sr\` and \`bs\`, \`id\` and \`ms\` and others apart ([cleaning.md](cleaning.md#language)); its \`sh\` counts as \`sr\`.

**Personal data** is found by rules, so a share says how many documents look as if they held it: e-mail addresses with a domain of two labels and more; telephone numbers with a \`+\` and a country code, in North American and in Chinese fixed-line notation; public IPv4 and global IPv6 addresses; payment card numbers of the large networks' ranges with Luhn's check digit; IBANs of their country's length with MOD 97-10; Chinese mobile numbers of assigned networks; Chinese citizen numbers with a date and MOD 11-2; Chinese licence plates; keys and tokens of known services, private keys, and values assigned to names such as \`password\`. National notations of other countries are not found. Each rule stands in \`pipelines/pii/\`; the stage \`pii\` finds the same.

**Images** are measured as they are stored: sides as shown; sharpness as the variance of the Laplacian of the luma, with the longer side scaled down to 512 pixels where it has more; colourfulness after Hasler and Süsstrunk (2003); brightness as the mean of the luma, and entropy as that of its histogram in bits. Augmented copies are not measured.

**Repetition** is Gopher's duplicate line character fraction over UTF-16 code units.

**Perplexity** is that of single tokens by their own frequencies. It falls where text is more uniform, and knows nothing of order.

## Summary

| metric | meaning |
|---|---|
${rows.join('\n')}

## Numbers by language, label, reason and source

Gates may name these too. The summary holds the shares of the ${sharesInSummary} most frequent languages and labels, and the tokens per character of these languages; reasons and sources are in the manifest beside it. A language, label or reason that does not occur has a share of 0 in a version that has any of its kind.

| metric | meaning |
|---|---|
${families.join('\n')}
`;
}
//# sourceMappingURL=metrics-reference.js.map