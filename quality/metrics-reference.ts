import { summaryMetrics } from './summary.ts';

/** `docs/metrics.md`: every number of a version's summary with its meaning. */
export function metricsReference(): string {
  const rows = summaryMetrics.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  return `# Metrics

Generated from \`quality/summary.ts\`; a test holds this file to it.

A version's manifest holds these numbers in \`summary\`, \`millrace show\` prints them, and a recipe's gates hold them to limits: \`- { metric: kept.ratio, min: 0.5 }\`.
Numbers are rounded to the millionth. A number that a version does not have, such as tokens without a tokenizer, is left out, and a gate on it fails.

Percentiles are estimates from fixed bins that are at most 12.5 % wide (a hundredth for shares); everything else is exact.
The bins are in the version's metrics table, \`metrics/<sha256>.parquet\`, with columns \`metric\`, \`key\` and \`value\`:

| metric | key | value |
|---|---|---|
| \`characters\`, \`words\`, \`tokens\`, \`charactersPerToken\`, \`clusterSize\`, \`similarity\`, \`sequenceFill\` | \`total\`, \`sum\`, \`min\`, \`max\` | how many values, and their sum, least and greatest: whole numbers, thousandths for \`charactersPerToken\`, millionths for \`similarity\` and \`sequenceFill\` |
| the same with \`.bin\` | where the bin begins | values in the bin |
| \`letters\` | script | letters of that script in kept documents |
| \`labels\` | label, cut to 100 characters | kept documents with that label |
| \`labels.other\` | none | kept documents with a label that is not among the first 1,000 |

## Summary

| metric | meaning |
|---|---|
${rows.join('\n')}
`;
}
